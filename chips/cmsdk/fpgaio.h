/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The LEDs of the FPGA on the MPS2 board. Source: AN385 4.7 (FPGA system control and I/O). */
#ifndef CHIPS_CMSDK_FPGAIO_H
#define CHIPS_CMSDK_FPGAIO_H

#include "hil/gpio.h"

#include <stdint.h>

struct cmsdk_fpgaio_registers;

/* One LED: a pin that is nothing but an output, and high is on. */
struct cmsdk_led {
    struct cmsdk_fpgaio_registers *fpgaio;
    uint8_t bit;
};

extern const struct gpio_pin_ops cmsdk_led_ops;
#define CMSDK_LED(object_) \
    { .ops = &cmsdk_led_ops, .self = SELF(const struct cmsdk_led, object_) }

#endif
