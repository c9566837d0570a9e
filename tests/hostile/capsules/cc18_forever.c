/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a loop without end */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    while (true) {
        self->count++;
    }
}
