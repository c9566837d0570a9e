/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static of the name of a function that the compiler calls, for zeroing */
/* expect: CC10|CC14 */
#include "tests/hostile/capsules/device.h"

static const uint16_t memset[] = {0x4770, 0x4770};
struct large {
    uint32_t words[64];
};

static uint32_t run(uint32_t i) {
    struct large zero = {.words = {0}};
    zero.words[i & 63] = memset[i & 1];
    return zero.words[i & 31];
}
