/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: sizeof of something that has an effect */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t n) {
    return sizeof(uint32_t[(self->count = n) + 1]);
}
