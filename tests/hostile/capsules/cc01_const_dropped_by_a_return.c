/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a constant object comes back writable */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static struct device *writable(const struct device *self) {
    return self;
}

static void overwrite(const struct device *self) {
    writable(self)->count = 1;
}
