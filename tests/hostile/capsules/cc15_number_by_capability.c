/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: CAPABILITY as a way around the checks of a reference */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static uint32_t count(const struct device *self) {
    return CAPABILITY(self->manager, count);
}

uint32_t cc15_number_by_capability(const struct device *self) {
    return count(self);
}
