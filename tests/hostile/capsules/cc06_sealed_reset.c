/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a sealed value is overwritten as part of a whole structure */
/* expect: CC06|CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct device *other) {
    *self = *other;
}
