/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a counter that a called function sets back */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static uint32_t i;

static void back(void) {
    i = 0;
}

static void run(struct device *self) {
    for (i = 0; i < 8; i++) {
        self->count++;
        back();
    }
}
