/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a subscript on a pointer to one number */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t get(const uint32_t *p, uint32_t i) {
    return p[i];
}

static uint32_t read(struct device *self, uint32_t i) {
    return get(&self->count, i);
}
