/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: ELEMENT with a sum behind it */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t *beyond(struct device *self, uint32_t i) {
    return ELEMENT(self->numbers, 0) + i;
}
