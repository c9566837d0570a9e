/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array becomes a pointer in a call */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t first(const uint32_t *p) {
    return *p;
}

static uint32_t run(struct device *self) {
    return first(self->numbers);
}
