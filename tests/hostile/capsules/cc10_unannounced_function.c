/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function with linkage that no header declares */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

void device_run(struct device *self) {
    self->count++;
}
