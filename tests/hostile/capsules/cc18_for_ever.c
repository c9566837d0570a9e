/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a loop without any condition */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (;;) {
        self->count++;
    }
}
