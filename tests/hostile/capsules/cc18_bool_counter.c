/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a counter that is a truth value */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (bool b = false; b < 2; b++) {
        self->count++;
    }
}
