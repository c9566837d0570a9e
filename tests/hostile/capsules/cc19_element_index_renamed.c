/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the check of an index is renamed away */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#define element_index(i, n) (i)

static void set(struct device *self, uint32_t i) {
    *ELEMENT(self->numbers, i) = 0;
}
