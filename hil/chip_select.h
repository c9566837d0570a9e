/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Selecting one device on a shared bus. Which level selects it is the device's affair, and part of
 * the type: a driver for a device that is selected by a low level asks for a
 * `struct chip_select_low`, and a board that gives it one of the other kind does not compile. A
 * controller with a select line of its own offers the kind that it can drive; a pin can be either. */
#ifndef HIL_CHIP_SELECT_H
#define HIL_CHIP_SELECT_H

#include "hil/gpio.h"

struct STATIC_TYPE chip_select_low {
    const struct gpio_pin *pin;
};
struct STATIC_TYPE chip_select_high {
    const struct gpio_pin *pin;
};

/* Not selected, from now on. */
static inline void chip_select_low_start(const struct chip_select_low *c) {
    gpio_set(c->pin, true);
    gpio_make_output(c->pin);
}

static inline void chip_select_high_start(const struct chip_select_high *c) {
    gpio_set(c->pin, false);
    gpio_make_output(c->pin);
}

/* Selects the device, or lets go of it. */
static inline void chip_select_low_set(const struct chip_select_low *c, bool selected) {
    gpio_set(c->pin, !selected);
}

static inline void chip_select_high_set(const struct chip_select_high *c, bool selected) {
    gpio_set(c->pin, selected);
}

#endif
