/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array parameter, which is a pointer and has no length */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t get(const uint32_t values[8], uint32_t i) {
    return values[i];
}

static uint32_t read(struct device *self, uint32_t i) {
    return get(&self->count, i);
}
