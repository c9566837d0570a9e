/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of the element behind the last */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void overrun(struct device *self) {
    uint32_t *last = &self->numbers[NUMBERS];
    *last = 0;
}
