/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the row behind the last of a table */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t grid[4][4];

static void set(uint32_t i, uint32_t j) {
    uint32_t(*row)[4] = &grid[i];
    (*row)[j & 3] = 0;
}
