/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bits over two pins and a select line. */
#ifndef BENIGN_SHIFT_OUT_H
#define BENIGN_SHIFT_OUT_H

#include "hil/chip_select.h"
#include "kernel/capsule.h"

struct STATIC_TYPE shift_out {
    const struct gpio_pin *clock;
    const struct gpio_pin *data;
    const struct chip_select_low *select;
};

void shift_out_start(const struct shift_out *self);
void shift_out_send(const struct shift_out *self, const struct buffer *bytes);

#endif
