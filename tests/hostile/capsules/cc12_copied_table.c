/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: recursion through a copy of the structure with the function */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

struct step {
    uint32_t (*run)(uint32_t n);
};
static uint32_t down(uint32_t n);
static const struct step first = {.run = down};

static uint32_t down(uint32_t n) {
    struct step copy = first;
    return n == 0 ? 0 : copy.run(n - 1);
}
