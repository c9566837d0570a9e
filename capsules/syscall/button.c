/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Buttons. A pin's interrupt is on while any process wants it. */
#include "capsules/syscall/button.h"

enum {
    COMMAND_COUNT = 0,
    COMMAND_ENABLE = 1,
    COMMAND_DISABLE = 2,
    COMMAND_READ = 3,
};

#define UPCALL_CHANGED 0

static bool is_pressed(const struct button *button) {
    return gpio_read(button->pin) != button->active_low;
}

static uint8_t bit_of(uint32_t index) {
    return (uint8_t)(1u << index);
}

void button_driver_start(const struct button_driver *self) {
    for (uint32_t i = 0; i < self->count && i < BUTTONS_MAX; i++) {
        gpio_make_input(self->buttons[i].pin,
                        self->buttons[i].active_low ? GPIO_PULL_UP : GPIO_PULL_DOWN);
    }
}

static bool wanted(const struct button_driver *self, uint32_t index) {
    bool any = false;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        any = any || (app->enabled & bit_of(index)) != 0;
    }
    return any;
}

static command_result listen(const struct button_driver *self, struct process_id caller,
                             uint32_t index, bool on) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->enabled = (uint8_t)(on ? app->enabled | bit_of(index) : app->enabled & ~bit_of(index));
    }
    if (error != OK) {
        return command_failure(error);
    }
    if (on) {
        gpio_interrupt_on(self->buttons[index].pin, GPIO_EDGE_BOTH);
    } else if (!wanted(self, index)) {
        gpio_interrupt_off(self->buttons[index].pin);
    }
    return command_success();
}

command_result button_driver_command(const struct button_driver *self, struct process_id caller,
                                     uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    if (command == COMMAND_COUNT) {
        return command_success_u32(self->count);
    }
    if (command > COMMAND_READ) {
        return command_failure(ERR_NOSUPPORT);
    }
    if (arg1 >= self->count || arg1 >= BUTTONS_MAX) {
        return command_failure(ERR_INVAL);
    }
    if (command == COMMAND_READ) {
        return command_success_u32(is_pressed(ELEMENT(self->buttons, arg1)) ? 1 : 0);
    }
    return listen(self, caller, arg1, command == COMMAND_ENABLE);
}

void button_driver_fired(const struct button_driver *self, uint32_t pin) {
    if (pin >= self->count || pin >= BUTTONS_MAX) {
        return;
    }
    uint32_t pressed = is_pressed(ELEMENT(self->buttons, pin)) ? 1 : 0;
    bool any = false;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if ((app->enabled & bit_of(pin)) != 0) {
            any = true;
            (void)upcall_schedule(self->apps.handle, pid, UPCALL_CHANGED, pin, pressed, 0);
        }
    }
    if (!any) { /* whoever wanted it has ended */
        gpio_interrupt_off(self->buttons[pin].pin);
    }
}
