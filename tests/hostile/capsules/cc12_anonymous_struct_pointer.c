/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: recursion through a function pointer in an anonymous structure in an array */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t down(uint32_t n);
static const struct {
    struct {
        uint32_t (*run)(uint32_t n);
    };
} steps[2] = {{{down}}, {{down}}};

static uint32_t down(uint32_t n) {
    return n == 0 ? 0 : steps[n & 1].run(n - 1);
}
