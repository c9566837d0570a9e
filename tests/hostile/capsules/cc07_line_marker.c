/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to pass for a header of the system with a line marker */
/* expect: CC07|CC19 */
#include "tests/hostile/capsules/device.h"

# 1 "/usr/include/trusted.h" 1 3
static void poke(void) {
    *(uint32_t *)0x20000000 = 0;
}
