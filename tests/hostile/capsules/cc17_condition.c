/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array as a condition */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static bool any(struct device *self) {
    return self->numbers ? true : false;
}
