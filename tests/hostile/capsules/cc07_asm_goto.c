/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: asm goto */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

static void jump(void) {
    __asm__ goto("b %l0" : : : : out);
out:
    return;
}
