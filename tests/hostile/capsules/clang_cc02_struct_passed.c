/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: handing the struct behind the last to a function as a whole */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t value_of(struct sample sample) {
    return sample.value;
}

static uint32_t read(struct device *self, uint32_t i) {
    return value_of(self->samples[i]);
}
