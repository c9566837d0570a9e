/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: memory by a builtin */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static void copy(struct device *self) {
    __builtin_memcpy(&self->count, &self->last, 64);
}
