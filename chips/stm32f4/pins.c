/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Ports and their interrupts. Source: RM0090, sections 8.4, 9.2 and 12.3. */
#include "chips/stm32f4/pins.h"

#include "arch/arch.h"
#include "chips/stm32f4/lines.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

#include <stddef.h>

/* Two bits for each pin, or one. */
REGISTER_RW(gpio_pairs);
REGISTER_RO(gpio_idr);
REGISTER_WO(gpio_bsrr);
REGISTER_RW(gpio_afr);

struct port {
    struct gpio_pairs moder;
    uint32_t otyper;
    uint32_t ospeedr;
    struct gpio_pairs pupdr;
    struct gpio_idr idr;
    uint32_t odr;
    struct gpio_bsrr bsrr; /* the upper half clears */
    uint32_t lckr;
    struct gpio_afr afr[2]; /* four bits for each pin */
    uint32_t reserved[0xF6];
};
REGISTER_AT(struct port, idr, 0x10);
REGISTER_AT(struct port, afr, 0x20);
_Static_assert(sizeof(struct port) == 0x400, "ports lie side by side");

REGISTER_RW(syscfg_exticr);
struct syscfg {
    uint32_t memrmp;
    uint32_t pmc;
    struct syscfg_exticr exticr[4]; /* four bits for each interrupt: its port */
};

REGISTER_RW(exti_bits);
REGISTER_RW(exti_pr);
struct exti {
    struct exti_bits imr;
    uint32_t emr;
    struct exti_bits rtsr;
    struct exti_bits ftsr;
    uint32_t swier;
    struct exti_pr pr;
};
REGISTER_AT(struct exti, pr, 0x14);

#define PORTS ((struct port *)0x40020000)
#define SYSCFG ((struct syscfg *)0x40013800)
#define EXTI ((struct exti *)0x40013C00)

#define MODER_INPUT 0u
#define MODER_OUTPUT 1u
#define MODER_ALTERNATE 2u
#define MODER_ANALOG 3u

static struct port *port_of(const struct stm32f4_pin *self) {
    return &PORTS[self->port];
}

static uint32_t mask_of(const struct stm32f4_pin *self) {
    return (uint32_t)1 << self->bit;
}

static void set_pair(struct gpio_pairs *r, uint32_t pin, uint32_t value) {
    uint32_t bits = gpio_pairs_read(r).bits & ~((uint32_t)3 << 2 * pin);
    gpio_pairs_write(r, gpio_pairs_bits(bits | value << 2 * pin));
}

static void set_bit(struct exti_bits *r, uint32_t mask, bool on) {
    uint32_t bits = exti_bits_read(r).bits;
    exti_bits_write(r, exti_bits_bits(on ? bits | mask : bits & ~mask));
}

static void make_output(const struct stm32f4_pin *self) {
    set_pair(&port_of(self)->moder, self->bit, MODER_OUTPUT);
}

static void make_input(const struct stm32f4_pin *self, enum gpio_pull pull) {
    static const uint8_t pupdr[] = {[GPIO_PULL_NONE] = 0, [GPIO_PULL_UP] = 1, [GPIO_PULL_DOWN] = 2};
    set_pair(&port_of(self)->pupdr, self->bit, pupdr[pull]);
    set_pair(&port_of(self)->moder, self->bit, MODER_INPUT);
}

static void interrupt_off(const struct stm32f4_pin *self) {
    set_bit(&EXTI->imr, mask_of(self), false);
}

static void deactivate(const struct stm32f4_pin *self) {
    interrupt_off(self);
    set_pair(&port_of(self)->pupdr, self->bit, 0);
    set_pair(&port_of(self)->moder, self->bit, MODER_ANALOG);
}

static void set(const struct stm32f4_pin *self, bool level) {
    gpio_bsrr_write(&port_of(self)->bsrr, gpio_bsrr_bits(mask_of(self) << (level ? 0 : 16)));
}

static bool read(const struct stm32f4_pin *self) {
    return (gpio_idr_read(&port_of(self)->idr).bits & mask_of(self)) != 0;
}

static void interrupt_on(const struct stm32f4_pin *self, enum gpio_edge edge) {
    uint32_t mask = mask_of(self);
    set_bit(&EXTI->imr, mask, false); /* while it is changed */
    struct syscfg_exticr *source = &SYSCFG->exticr[self->bit / 4];
    uint32_t shift = self->bit % 4u * 4u;
    uint32_t others = syscfg_exticr_read(source).bits & ~((uint32_t)0xF << shift);
    syscfg_exticr_write(source, syscfg_exticr_bits(others | (uint32_t)self->port << shift));
    set_bit(&EXTI->rtsr, mask, edge != GPIO_EDGE_FALLING);
    set_bit(&EXTI->ftsr, mask, edge != GPIO_EDGE_RISING);
    exti_pr_write(&EXTI->pr, exti_pr_bits(mask)); /* a one clears (12.3.6) */
    set_bit(&EXTI->imr, mask, true);
}

const struct gpio_pin_ops stm32f4_pin_ops =
    GPIO_PIN_OPS(const struct stm32f4_pin, make_output, make_input, deactivate, set, read,
                 interrupt_on, interrupt_off);

BOOT_ONLY void stm32f4_pin_alternate(enum stm32f4_port port, uint32_t bit, uint32_t number) {
    struct gpio_afr *afr = &PORTS[port].afr[bit / 8];
    uint32_t shift = bit % 8 * 4;
    uint32_t others = gpio_afr_read(afr).bits & ~((uint32_t)0xF << shift);
    gpio_afr_write(afr, gpio_afr_bits(others | number << shift));
    set_pair(&PORTS[port].moder, bit, MODER_ALTERNATE);
}

struct line {
    uint8_t line;
    uint16_t mask; /* of the interrupts that come in on it */
};
static const struct line lines[] = {
    {STM32F4_LINE_EXTI0, 0x0001},     {STM32F4_LINE_EXTI1, 0x0002}, {STM32F4_LINE_EXTI2, 0x0004},
    {STM32F4_LINE_EXTI3, 0x0008},     {STM32F4_LINE_EXTI4, 0x0010}, {STM32F4_LINE_EXTI9_5, 0x03E0},
    {STM32F4_LINE_EXTI15_10, 0xFC00},
};
#define LINES (sizeof lines / sizeof lines[0])

BOOT_ONLY void stm32f4_pins_start(void) {
    for (uint32_t i = 0; i < LINES; i++) {
        arch_interrupt_enable(lines[i].line);
    }
}

static uint32_t interrupts_of(uint32_t line) {
    for (uint32_t i = 0; i < LINES; i++) {
        if (lines[i].line == line) {
            return lines[i].mask;
        }
    }
    return 0;
}

void stm32f4_pins_interrupt(uint32_t line, const struct stm32f4_pin *const *pins, uint32_t count) {
    uint32_t mask = interrupts_of(line);
    if (mask == 0) {
        return; /* nobody's stay masked */
    }
    uint32_t fired = exti_pr_read(&EXTI->pr).bits & mask;
    exti_pr_write(&EXTI->pr, exti_pr_bits(fired));
    arch_interrupt_enable(line);
    for (uint32_t i = 0; i < count; i++) {
        const struct stm32f4_pin *pin = pins[i];
        if ((fired & mask_of(pin)) != 0 && pin->client != NULL) {
            gpio_client_fired(pin->client, pin->known_as);
        }
    }
}
