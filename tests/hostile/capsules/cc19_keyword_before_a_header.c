/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a keyword means something else in the kernel's headers */
/* expect: CC19 */
#define const
#include "kernel/capsule.h"

static uint32_t one(void) {
    return 1;
}
