/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type out of an expression */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    __typeof__(self->count) copy = self->count;
    return copy;
}
