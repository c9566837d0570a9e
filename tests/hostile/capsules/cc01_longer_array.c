/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a longer array, with a warning only */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t read(struct device *self, uint32_t i) {
    uint32_t(*longer)[100] = &self->numbers;
    return (*longer)[i];
}
