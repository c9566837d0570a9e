/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of a member of the element behind the last */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void set(struct device *self, uint32_t i) {
    uint32_t *at = &self->samples[i].value;
    *at = 0;
}
