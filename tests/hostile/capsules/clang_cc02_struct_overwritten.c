/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: writing the struct behind the last as a whole */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void write(struct device *self, uint32_t i) {
    self->samples[i] = self->last;
}
