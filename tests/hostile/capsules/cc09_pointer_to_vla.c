/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to an array whose length is a variable */
/* expect: CC09|CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t n, uint32_t i) {
    uint32_t(*any)[n] = &self->numbers;
    return (*any)[i];
}
