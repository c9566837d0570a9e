/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of the element behind the last, which the compiler lets pass */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void set(struct device *self, uint32_t i) {
    uint32_t *at = &self->numbers[i];
    *at = 0;
}
