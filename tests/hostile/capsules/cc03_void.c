/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a look through a void pointer */
/* expect: CC03|CC01 */
#include "tests/hostile/capsules/device.h"

static void look(void *p) {
    (void)*p;
}

static void start(struct device *self) {
    look(self);
}
