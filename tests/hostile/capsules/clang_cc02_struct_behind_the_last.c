/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: reading the struct behind the last, which Clang lets be copied as a whole */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t read(struct device *self, uint32_t i) {
    struct sample behind = self->samples[i];
    return behind.value;
}
