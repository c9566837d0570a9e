/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the subscript the other way round */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t get(const uint32_t *p) {
    return 3 [p];
}

static uint32_t read(struct device *self) {
    return get(&self->count);
}
