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

/* Pulls and edges have the numbers of ABI 7.3. */
_Static_assert(GPIO_PULL_NONE == 0 && GPIO_PULL_UP == 1 && GPIO_PULL_DOWN == 2, "command 5");
_Static_assert(GPIO_EDGE_BOTH == 0 && GPIO_EDGE_RISING == 1 && GPIO_EDGE_FALLING == 2, "command 7");
#define LAST_OF_EITHER 2u

static command_result operate(const struct gpio_pin *pin, uint32_t command, uint32_t arg) {
    if ((command == COMMAND_INPUT || command == COMMAND_INTERRUPT_ON) && arg > LAST_OF_EITHER) {
        return command_failure(ERR_NOSUPPORT);
    }
    switch (command) {
    case COMMAND_OUTPUT:
        gpio_make_output(pin);
        break;
    case COMMAND_SET:
    case COMMAND_CLEAR:
    case COMMAND_TOGGLE:
        gpio_set(pin, command == COMMAND_SET || (command == COMMAND_TOGGLE && !gpio_read(pin)));
        break;
    case COMMAND_INPUT:
        gpio_make_input(pin, (enum gpio_pull)arg);
        break;
    case COMMAND_READ:
        return command_success_u32(gpio_read(pin) ? 1 : 0);
    case COMMAND_INTERRUPT_ON:
        gpio_interrupt_on(pin, (enum gpio_edge)arg);
        break;
    case COMMAND_INTERRUPT_OFF:
        gpio_interrupt_off(pin);
        gpio_deactivate(pin);
        break;
    default: /* COMMAND_DISABLE */
        gpio_deactivate(pin);
        break;
    }
    return command_success();
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
