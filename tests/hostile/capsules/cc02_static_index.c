/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static index that the called function changes */
/* expect: CC02|CC18 */
#include "tests/hostile/capsules/device.h"

static uint32_t i;

static uint32_t move(void) {
    i = 100;
    return 0;
}

static void clear(uint32_t zero, uint32_t *p) {
    *p = zero;
}

static void clear_all(struct device *self) {
    for (i = 0; i < NUMBERS; i++) {
        clear(move(), &self->numbers[i]);
    }
}
