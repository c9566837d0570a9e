/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the limit is a limit only sometimes */
/* expect: CC02|CC18 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, bool c) {
    for (uint32_t i = 0; c ? i < NUMBERS : i < 100; i++) {
        clear(&self->numbers[i]);
    }
}
