/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array parameter with static in the brackets */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t get(const uint32_t values[static 8], uint32_t i) {
    return values[i];
}

static uint32_t read(struct device *self, uint32_t i) {
    return get(&self->numbers[0], i);
}
