/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* LEDs. */
#include "capsules/syscall/led.h"

enum {
    COMMAND_COUNT = 0,
    COMMAND_ON = 1,
    COMMAND_OFF = 2,
    COMMAND_TOGGLE = 3,
    COMMAND_READ = 4,
};

static bool is_lit(const struct led *led) {
    return gpio_read(led->pin) != led->active_low;
}

static void light(const struct led *led, bool on) {
    gpio_set(led->pin, on != led->active_low);
}

void led_driver_start(const struct led_driver *self) {
    for (uint32_t i = 0; i < self->count && i < LEDS_MAX; i++) {
        gpio_make_output(self->leds[i].pin);
        light(&self->leds[i], false);
    }
}

static command_result operate(const struct led *led, uint32_t command) {
    if (command == COMMAND_READ) {
        return command_success_u32(is_lit(led) ? 1 : 0);
    }
    light(led, command == COMMAND_ON || (command == COMMAND_TOGGLE && !is_lit(led)));
    return command_success();
}

command_result led_driver_command(const struct led_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)caller;
    (void)arg2;
    if (command == COMMAND_COUNT) {
        return command_success_u32(self->count);
    }
    if (command > COMMAND_READ) {
        return command_failure(ERR_NOSUPPORT);
    }
    if (arg1 >= self->count || arg1 >= LEDS_MAX) {
        return command_failure(ERR_INVAL);
    }
    return operate(ELEMENT(self->leds, arg1), command);
}
