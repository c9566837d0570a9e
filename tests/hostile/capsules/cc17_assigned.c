/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array becomes a pointer in an assignment */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t first(struct device *self) {
    const uint32_t *p = self->numbers;
    return *p;
}
