/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: walking on with += */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t far(struct device *self) {
    const uint32_t *p = &self->count;
    p += 1000;
    return *p;
}
