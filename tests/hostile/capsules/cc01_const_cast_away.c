/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to write what was handed over for reading */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void overwrite(const struct device *self) {
    ((struct device *)self)->count = 1;
}
