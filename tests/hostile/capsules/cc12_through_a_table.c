/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: recursion through a function pointer in a structure */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

struct ops {
    uint32_t (*step)(uint32_t n);
};
static uint32_t step(uint32_t n);
static const struct ops ops = {.step = step};

static uint32_t step(uint32_t n) {
    return n == 0 ? 0 : 1 + ops.step(n - 1);
}
