/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element whose index a called function changes */
/* expect: CC02|CC18 */
#include "tests/hostile/capsules/device.h"

static void bump(uint32_t *i) {
    *i += 5;
}

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self) {
    for (uint32_t i = 0; i < NUMBERS; i++) {
        bump(&i);
        clear(&self->numbers[i]);
    }
}
