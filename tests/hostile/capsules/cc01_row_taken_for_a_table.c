/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a row of a table as a longer row */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t grid[4][4];

static uint32_t read(uint32_t i) {
    uint32_t(*row)[16] = (uint32_t(*)[16])&grid[3];
    return (*row)[i];
}
