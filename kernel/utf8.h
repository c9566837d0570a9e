/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Names are UTF-8 (ABI 4.3), and so is what a person types. */
#ifndef KERNEL_UTF8_H
#define KERNEL_UTF8_H

#include "kernel/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Are these bytes well-formed UTF-8 (Unicode 15, table 3-7)? Nothing is. */
/*@ requires \valid_read(bytes + (0 .. length - 1));
    assigns \nothing; */
KERNEL_ONLY bool utf8_is_valid(const uint8_t *bytes, uint32_t length);
bool utf8_is_in(const struct buffer *b);

#endif
