/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of a number subscripted on the spot */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t read(struct device *self, uint32_t i) {
    return (&self->count)[i];
}
