/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an object of a type of which there are only static ones, on the stack */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    struct device local = {.count = 1};
    self->next = &local;
}
