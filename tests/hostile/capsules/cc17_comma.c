/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array behind a comma */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t read(struct device *self, uint32_t i) {
    return (self->count++, self->numbers)[i];
}
