/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a word written through a pointer to a byte */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void fill(uint32_t *p) {
    *p = 0;
}

static void tick(void) {
    uint8_t small = 0;
    fill((uint32_t *)&small);
}
