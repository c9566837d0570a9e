/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* claims another capsule's table of operations */
#ifndef CC10_OPERATIONS_OF_ANOTHER_H
#define CC10_OPERATIONS_OF_ANOTHER_H

#include "hil/uart.h"
#include "kernel/capsule.h"

struct STATIC_TYPE large_device {
    uint32_t words[64];
};
HIL_OPS(uart, uart_device_ops, struct large_device);

#endif
