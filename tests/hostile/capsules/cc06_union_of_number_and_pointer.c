/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a number as a pointer through a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union word {
    uint32_t number;
    uint32_t *pointer;
};

static void poke(uint32_t address, uint32_t value) {
    union word w = {.number = address};
    *w.pointer = value;
}
