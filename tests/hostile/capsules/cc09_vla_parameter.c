/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a parameter whose type depends on another */
/* expect: CC09|CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t get(uint32_t n, uint32_t values[2][n], uint32_t i) {
    return values[1][i];
}

static uint32_t run(uint32_t n) {
    static uint32_t grid[2][4];
    return get(n, grid, 0);
}
