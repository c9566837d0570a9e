/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: down from who knows where */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, int32_t n) {
    for (int32_t i = n; i >= 0; i--) {
        clear(&self->numbers[i]);
    }
}
