/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Pins. Whoever has used the driver is told of every edge, whoever asked for it (ABI 7.3). */
#include "capsules/syscall/gpio.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_OUTPUT = 1,
    COMMAND_SET = 2,
    COMMAND_CLEAR = 3,
    COMMAND_TOGGLE = 4,
    COMMAND_INPUT = 5,
    COMMAND_READ = 6,
    COMMAND_INTERRUPT_ON = 7,
    COMMAND_INTERRUPT_OFF = 8,
    COMMAND_DISABLE = 9,
    COMMAND_COUNT = 10,
};

#define UPCALL_EDGE 0

static command_result make_input(const struct gpio_pin *pin, uint32_t pull) {
    switch (pull) {
    case 0:
        gpio_make_input(pin, GPIO_PULL_NONE);
        return command_success();
    case 1:
        gpio_make_input(pin, GPIO_PULL_UP);
        return command_success();
    case 2:
        gpio_make_input(pin, GPIO_PULL_DOWN);
        return command_success();
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

static command_result interrupt_on(const struct gpio_pin *pin, uint32_t edge) {
    switch (edge) {
    case 0:
        gpio_interrupt_on(pin, GPIO_EDGE_BOTH);
        return command_success();
    case 1:
        gpio_interrupt_on(pin, GPIO_EDGE_RISING);
        return command_success();
    case 2:
        gpio_interrupt_on(pin, GPIO_EDGE_FALLING);
        return command_success();
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

static command_result operate(const struct gpio_pin *pin, uint32_t command, uint32_t arg) {
    switch (command) {
    case COMMAND_OUTPUT:
        gpio_make_output(pin);
        return command_success();
    case COMMAND_SET:
        gpio_set(pin, true);
        return command_success();
    case COMMAND_CLEAR:
        gpio_set(pin, false);
        return command_success();
    case COMMAND_TOGGLE:
        gpio_set(pin, !gpio_read(pin));
        return command_success();
    case COMMAND_INPUT:
        return make_input(pin, arg);
    case COMMAND_READ:
        return command_success_u32(gpio_read(pin) ? 1 : 0);
    case COMMAND_INTERRUPT_ON:
        return interrupt_on(pin, arg);
    case COMMAND_INTERRUPT_OFF:
        gpio_interrupt_off(pin);
        gpio_deactivate(pin);
        return command_success();
    case COMMAND_DISABLE:
        gpio_deactivate(pin);
        return command_success();
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

command_result gpio_driver_command(const struct gpio_driver *self, struct process_id caller,
                                   uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)caller;
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    if (command == COMMAND_COUNT) {
        return command_success_u32(self->count);
    }
    if (command > COMMAND_COUNT) {
        return command_failure(ERR_NOSUPPORT);
    }
    if (arg1 >= self->count || arg1 >= GPIO_PINS_MAX) {
        return command_failure(ERR_INVAL);
    }
    const struct gpio_pin *pin = self->pins[arg1];
    return pin == NULL ? command_failure(ERR_NODEVICE) : operate(pin, command, arg2);
}

void gpio_driver_fired(const struct gpio_driver *self, uint32_t pin) {
    if (pin >= self->count || pin >= GPIO_PINS_MAX || self->pins[pin] == NULL) {
        return;
    }
    uint32_t level = gpio_read(self->pins[pin]) ? 1 : 0;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        (void)upcall_schedule(self->apps.handle, pid, UPCALL_EDGE, pin, level, 0);
    }
}
