/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to pass for a file of the kernel with #line */
/* expect: CC07|CC19 */
#include "tests/hostile/capsules/device.h"

#line 1 "kernel/grant.c"
static void poke(void) {
    *(uint32_t *)0x20000000 = 0;
}
