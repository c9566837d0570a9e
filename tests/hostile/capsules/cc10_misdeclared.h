/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* declares another capsule's function with an object of its own */
#ifndef CC10_MISDECLARED_H
#define CC10_MISDECLARED_H

#include "kernel/capsule.h"

struct STATIC_TYPE large_device {
    uint32_t words[64];
};
void uart_mux_received(struct large_device *self, uint8_t byte, enum errorcode status);

#endif
