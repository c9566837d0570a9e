/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type means something else in the kernel's headers */
/* expect: CC19 */
#include <stdint.h>
#define uint8_t uint32_t
#include "kernel/capsule.h"

static uint32_t one(void) {
    return 1;
}
