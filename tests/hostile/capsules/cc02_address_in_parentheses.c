/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: parentheses and a dereference around an element at a free index */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void set(struct device *self, uint32_t i) {
    uint32_t *at = &*&(self->numbers[(i)]);
    *at = 0;
}
