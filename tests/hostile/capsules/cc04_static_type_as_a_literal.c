/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same as a compound literal */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->next = &(struct device){.count = 1};
}
