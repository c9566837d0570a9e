/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: recursion in tail position instead of a loop */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static void forever(struct device *self) {
    self->count++;
    forever(self);
}
