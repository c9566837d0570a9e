/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same with a pointer to a row of a large table */
/* expect: CC13|CC02|CC17 */
#include "tests/hostile/capsules/device.h"

static uint8_t grid[4][0x20000];

static void poke(uint8_t (*row)[0x20000], uint32_t i) {
    (*row)[i] = 0;
}

static void run(bool c, uint32_t i) {
    poke(c ? &grid[0] : NULL, i);
}
