/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a union behind a typedef and an array */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

typedef union {
    uint32_t number;
    const struct device *device[1];
} slot;
static slot slots[2];

static uint32_t peek(uint32_t address) {
    slots[0].number = address;
    return slots[0].device[0]->count;
}
