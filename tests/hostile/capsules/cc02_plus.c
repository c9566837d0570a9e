/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the neighbour of an object, by addition */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t beyond(const uint32_t *p, uint32_t i) {
    return *(p + i);
}

static uint32_t read(struct device *self, uint32_t i) {
    return beyond(&self->count, i);
}
