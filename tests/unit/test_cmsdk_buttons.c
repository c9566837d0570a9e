/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* LEDs and buttons of the MPS2 board (chips/cmsdk/fpgaio.c), with the test as the FPGA. QEMU's buttons
 * are never pressed. */
#include "chips/cmsdk/fpgaio.h"
#include "tests/unit/unit.h"

static uint32_t registers[3];
#define LEDS registers[0]
#define BUTTONS registers[2]
#define FPGAIO ((struct cmsdk_fpgaio_registers *)(void *)registers)

static const struct cmsdk_led leds[] = {{FPGAIO, 0}, {FPGAIO, 1}};
static const struct gpio_pin led_pins[] = {CMSDK_LED(&leds[0]), CMSDK_LED(&leds[1])};

/* ---- LEDs ---- */

TEST(test_leds_are_driven_one_by_one) {
    gpio_make_output(&led_pins[0]);
    gpio_set(&led_pins[1], true);
    assert_int_equal(LEDS, 2);
    gpio_set(&led_pins[0], true);
    assert_int_equal(LEDS, 3);
    assert_true(gpio_read(&led_pins[1]));
    gpio_deactivate(&led_pins[1]);
    assert_int_equal(LEDS, 1);
    assert_false(gpio_read(&led_pins[1]));
}

/* ---- Buttons ---- */

struct client {
    unsigned fired;
    uint32_t pin;
};
static struct client client;

static void on_fired(struct client *self, uint32_t pin) {
    self->fired++;
    self->pin = pin;
}

static const struct gpio_client client_hil = GPIO_CLIENT(struct client, on_fired, &client);
static struct cmsdk_buttons all = {.registers = FPGAIO};
static const struct cmsdk_button buttons[] = {{&all, 0, 7, &client_hil}, {&all, 1, 8, &client_hil}};
static const struct gpio_pin pins[] = {CMSDK_BUTTON(&buttons[0]), CMSDK_BUTTON(&buttons[1])};

static unsigned fired_when(uint32_t level) {
    client = (struct client){0, 0};
    BUTTONS = level;
    cmsdk_buttons_look(&all, buttons, COUNT_OF(buttons));
    return client.fired;
}

TEST(test_a_button_is_read) {
    gpio_make_input(&pins[1], GPIO_PULL_DOWN);
    assert_false(gpio_read(&pins[1]));
    BUTTONS = 2;
    assert_true(gpio_read(&pins[1]));
    assert_false(gpio_read(&pins[0]));
}

TEST(test_nobody_is_told_of_what_nobody_wants) {
    assert_int_equal(fired_when(3), 0);
    gpio_interrupt_on(&pins[1], GPIO_EDGE_BOTH);
    assert_int_equal(fired_when(2), 0);
}

TEST(test_both_edges_are_told_of_by_the_buttons_name) {
    gpio_interrupt_on(&pins[1], GPIO_EDGE_BOTH);
    assert_int_equal(fired_when(2), 1);
    assert_int_equal(client.pin, 8);
    assert_int_equal(fired_when(2), 0);
    assert_int_equal(fired_when(0), 1);
}

TEST(test_one_edge_alone) {
    gpio_interrupt_on(&pins[0], GPIO_EDGE_RISING);
    gpio_interrupt_on(&pins[1], GPIO_EDGE_FALLING);
    assert_int_equal(fired_when(3), 1);
    assert_int_equal(client.pin, 7);
    assert_int_equal(fired_when(0), 1);
    assert_int_equal(client.pin, 8);
}

TEST(test_a_button_that_is_held_has_no_edge_when_somebody_begins_to_listen) {
    gpio_interrupt_on(&pins[0], GPIO_EDGE_BOTH);
    BUTTONS = 2;
    gpio_interrupt_on(&pins[1], GPIO_EDGE_BOTH);
    assert_int_equal(fired_when(2), 0);
    assert_int_equal(fired_when(0), 1);
}

TEST(test_an_edge_of_one_is_not_lost_when_somebody_begins_to_listen_to_another) {
    gpio_interrupt_on(&pins[0], GPIO_EDGE_BOTH);
    BUTTONS = 1;
    gpio_interrupt_on(&pins[1], GPIO_EDGE_BOTH);
    assert_int_equal(fired_when(1), 1);
    assert_int_equal(client.pin, 7);
}

TEST(test_nobody_is_told_after_it_was_switched_off) {
    gpio_interrupt_on(&pins[0], GPIO_EDGE_BOTH);
    gpio_interrupt_on(&pins[1], GPIO_EDGE_BOTH);
    gpio_interrupt_off(&pins[0]);
    assert_int_equal(fired_when(3), 1);
    gpio_deactivate(&pins[1]);
    assert_int_equal(fired_when(0), 0);
}
