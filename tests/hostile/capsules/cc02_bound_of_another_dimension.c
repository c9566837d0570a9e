/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the counter of one dimension in the other */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t grid[8][2];

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(void) {
    for (uint32_t i = 0; i < 8; i++) {
        clear(&grid[0][i]);
    }
}
