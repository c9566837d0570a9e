/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the source of another capsule */
/* expect: CC11 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/control.c"

static void run(struct device *self) {
    self->count++;
}
