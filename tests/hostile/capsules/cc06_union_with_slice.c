/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a forged view on a process's buffer through a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union view {
    uint32_t words[2];
    struct slice_rw slice;
};

static void poke(uint32_t address, uint8_t byte) {
    union view v = {.words = {address, 1}};
    (void)slice_set(v.slice, 0, byte);
}
