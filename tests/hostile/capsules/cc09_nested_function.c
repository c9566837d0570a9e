/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function inside a function */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t total = 0;
    void add(uint32_t v) {
        total += v;
    }
    add(self->count);
    return total;
}
