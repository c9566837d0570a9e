/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a register as a local variable */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

static uint32_t leaked(void) {
    register uint32_t r4 __asm__("r4");
    return r4;
}
