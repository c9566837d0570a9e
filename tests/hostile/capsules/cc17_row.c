/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a row of a table becomes a pointer */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t grid[4][4];

static uint32_t first(const uint32_t *p) {
    return *p;
}

static uint32_t run(uint32_t i) {
    return first(grid[i]);
}
