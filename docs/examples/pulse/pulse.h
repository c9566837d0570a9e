/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0xA0005: counts pulses on a pin, for each process up to a limit of its own.
 *
 *     command 0               there is such a driver
 *     command 1, limit        count from here on. errors: INVAL no limit, BUSY it counts already
 *     command 2               count no more
 *     upcall 0, pulses        the limit has been reached; counting has ended
 *     read-write allow 0      the first four bytes are how many there were, as far as told */
#ifndef PULSE_H
#define PULSE_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

#define DRIVER_PULSE 0xA0005u

struct pulse_app {
    uint32_t since; /* what the counter was when the process began */
    uint32_t limit; /* 0: it does not count */
};
GRANT(pulse_apps, struct pulse_app, .upcalls = 1, .allow_rw = 1);

struct STATIC_TYPE pulse_driver {
    union pulse_apps apps;
    const struct gpio_pin *pin;
    struct deferred_call later;
    uint32_t pulses; /* since power-on; it wraps */
};
#define PULSE_DRIVER(self_, pin_, NAME)                                        \
    {                                                                          \
        .apps = GRANT_HANDLE(NAME), .pin = (pin_),                             \
        .later = DEFERRED_CALL(struct pulse_driver, pulse_driver_later, self_) \
    }

/* Makes the pin an input. */
void pulse_driver_start(const struct pulse_driver *self);

command_result pulse_driver_command(struct pulse_driver *self, struct process_id caller,
                                    uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client function that the pin calls, and what it defers. */
void pulse_driver_fired(struct pulse_driver *self, uint32_t pin);
void pulse_driver_later(struct pulse_driver *self);

#endif
