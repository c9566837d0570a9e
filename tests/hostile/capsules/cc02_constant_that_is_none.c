/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a constant object whose value nobody knows as the limit */
/* expect: CC02|CC18 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, uint32_t n) {
    const uint32_t limit = n;
    for (uint32_t i = 0; i < limit; i++) {
        clear(&self->numbers[i]);
    }
}
