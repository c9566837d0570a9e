/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: pointer arithmetic in uintptr_t */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t beyond(struct device *self, uintptr_t i) {
    const uint32_t *p = (const uint32_t *)((uintptr_t)&self->count + 4 * i);
    return *p;
}
