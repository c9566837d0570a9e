/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same as a value that a function returns */
/* expect: CC04|CC05 */
#include "tests/hostile/capsules/device.h"

static struct device make(uint32_t count) {
    return (struct device){.count = count};
}

static uint32_t run(uint32_t count) {
    return make(count).count;
}
