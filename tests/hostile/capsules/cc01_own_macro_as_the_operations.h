/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* a port */
#ifndef CC01_OWN_MACRO_AS_THE_OPERATIONS_H
#define CC01_OWN_MACRO_AS_THE_OPERATIONS_H

#include "hil/uart.h"
#include "kernel/capsule.h"

struct STATIC_TYPE any {
    uint32_t count;
};
HIL_OPS(uart, any_ops, struct any);

#endif
