/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the counter is changed through its address */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void back(uint32_t *p) {
    *p = 0;
}

static void run(struct device *self) {
    for (uint32_t i = 0; i < 8; i++) {
        self->count++;
        back(&i);
    }
}
