/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: down to minus one */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self) {
    for (int32_t i = 7; i >= -1; --i) {
        clear(&self->numbers[i]);
    }
}
