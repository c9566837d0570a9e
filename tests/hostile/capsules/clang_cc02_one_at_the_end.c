/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array of one element at the end of a struct, which Clang takes for one of any length */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

struct tail {
    uint32_t count;
    uint32_t one[1];
};

static struct tail tail;

static void write(uint32_t i) {
    tail.one[i] = 0;
}
