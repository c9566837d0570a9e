/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a truth value that is neither, as an index */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union flag {
    uint8_t byte;
    bool flag;
};
static uint32_t two[2];

static void poke(uint8_t byte, uint32_t value) {
    union flag f = {.byte = byte};
    two[f.flag] = value;
}
