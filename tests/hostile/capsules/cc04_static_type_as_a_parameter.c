/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same as a parameter that is passed by value */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static struct device first;

static void keep(struct device copy) {
    first.next = &copy;
}

static void run(struct device *self) {
    keep(*self);
}
