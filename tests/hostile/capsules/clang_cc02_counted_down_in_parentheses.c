/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same downwards, in front, and in parentheses */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t count(struct device *self, uint32_t i) {
    return --(self->numbers[i]);
}
