/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: other code for the checker than for the compiler */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#ifndef CAPCHECK
static void poke(void) {
    *(uint32_t *)0x20000000 = 0;
}
#endif

static void run(struct device *self) {
    self->count++;
}
