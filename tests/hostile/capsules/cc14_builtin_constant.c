/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: other code where the compiler knows the value */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t read(struct device *self) {
    return __builtin_constant_p(self->count) ? 0 : self->count;
}
