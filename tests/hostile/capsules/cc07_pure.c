/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that says it does not write, and writes */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

__attribute__((pure)) static uint32_t next(struct device *self) {
    return self->count++;
}

static uint32_t run(struct device *self) {
    return next(self) + next(self);
}
