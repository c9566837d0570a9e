/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a buffer is given more room than it has */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void overrun(struct device *self) {
    self->tx->capacity = 1u << 20;
    (void)buffer_put(self->tx, 1);
}
