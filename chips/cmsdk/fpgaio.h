/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* LEDs and buttons of the MPS2 board, which are the FPGA's own. Source: AN385 4.7, "FPGA system control and
 * I/O". */
#ifndef CHIPS_CMSDK_FPGAIO_H
#define CHIPS_CMSDK_FPGAIO_H

#include "hil/gpio.h"

#include <stdint.h>

struct cmsdk_fpgaio_registers;

/* One LED: a pin that is nothing but an output, and high is on. */
struct cmsdk_led {
    struct cmsdk_fpgaio_registers *registers;
    uint8_t bit;
};

extern const struct gpio_pin_ops cmsdk_led_ops;
#define CMSDK_LED(object_) \
    { .ops = &cmsdk_led_ops, .self = SELF(const struct cmsdk_led, object_) }

/* All buttons. They do not interrupt: somebody has to look, as often as presses are to be noticed. */
struct cmsdk_buttons {
    struct cmsdk_fpgaio_registers *registers;
    uint32_t last; /* levels at the last look */
    uint32_t rising;
    uint32_t falling; /* whose edges somebody wants */
};

/* One of them: a pin that is nothing but an input, and high is pressed. */
struct cmsdk_button {
    struct cmsdk_buttons *all;
    uint8_t bit;
    uint8_t known_as; /* what the client calls it */
    const struct gpio_client *client;
};

extern const struct gpio_pin_ops cmsdk_button_ops;
#define CMSDK_BUTTON(object_) \
    { .ops = &cmsdk_button_ops, .self = SELF(const struct cmsdk_button, object_) }

/* Looks, and tells the clients of those that have changed. */
void cmsdk_buttons_look(struct cmsdk_buttons *self, const struct cmsdk_button *buttons,
                        uint32_t count);

#endif
