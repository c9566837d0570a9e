/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal that is an array of a type of which there are only static ones */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->next = &((struct device[2]){{.count = 1}})[1];
}
