/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a variadic function */
/* expect: CC08 */
#include "tests/hostile/capsules/device.h"

static uint32_t sum(uint32_t count, ...) {
    return count;
}

static uint32_t run(struct device *self) {
    return sum(2, self, self->tx);
}
