/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: walking on with ++ */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t sum(const uint32_t *p) {
    uint32_t total = 0;
    for (uint32_t i = 0; i < 64; i++) {
        total += *p++;
    }
    return total;
}

static uint32_t read(struct device *self) {
    return sum(&self->count);
}
