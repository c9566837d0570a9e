/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a longer array, through a pointer to an array of unknown length */
/* expect: CC01|CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t read(struct device *self, uint32_t i) {
    uint32_t(*any)[] = &self->numbers;
    uint32_t(*longer)[100] = any;
    return (*longer)[i];
}
