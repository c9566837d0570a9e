/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bits over two pins and a select line. */
#include "tests/benign/shift_out.h"

#define BYTES_MAX 32

void shift_out_start(const struct shift_out *self) {
    chip_select_low_start(self->select);
    gpio_make_output(self->clock);
    gpio_make_output(self->data);
}

static void send_byte(const struct shift_out *self, uint8_t byte) {
    for (int bit = 7; bit >= 0; bit--) {
        gpio_set(self->data, (byte >> bit & 1) != 0);
        gpio_set(self->clock, true);
        gpio_set(self->clock, false);
    }
}

void shift_out_send(const struct shift_out *self, const struct buffer *bytes) {
    chip_select_low_set(self->select, true);
    for (uint32_t i = 0; i < bytes->length && i < BYTES_MAX; i++) {
        send_byte(self, buffer_get(bytes, i));
    }
    chip_select_low_set(self->select, false);
}
