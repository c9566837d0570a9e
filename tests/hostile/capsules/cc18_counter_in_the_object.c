/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a counter in the object, which a called function sets back */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void back(struct device *self) {
    self->count = 0;
}

static void run(struct device *self) {
    for (self->count = 0; self->count < 8; self->count++) {
        back(self);
    }
}
