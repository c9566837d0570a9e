/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a cast inside the index that is given to ELEMENT */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t *at(struct device *self) {
    return ELEMENT(self->numbers, *(uint32_t *)0x20000000);
}
