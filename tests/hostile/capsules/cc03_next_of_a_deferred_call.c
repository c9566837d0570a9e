/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: along the kernel's list of deferred calls */
/* expect: CC03|CC06 */
#include "tests/hostile/capsules/device.h"

static void drop(struct device *self) {
    self->later.next->pending = false;
}
