/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: what lies before an object */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t before(struct device *self) {
    const uint32_t *p = &self->count;
    return p[-4];
}
