/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an index of the same name that is another */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, uint32_t n) {
    for (uint32_t i = 0; i < NUMBERS; i++) {
        uint32_t j = i + n;
        {
            uint32_t i = j;
            clear(&self->numbers[i]);
        }
    }
}
