/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a loop by goto */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
again:
    self->count++;
    if (self->count != 0) {
        goto again;
    }
}
