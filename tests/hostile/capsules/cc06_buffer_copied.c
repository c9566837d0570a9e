/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: one buffer is copied over another, so that both own the bytes */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void alias(struct device *self, struct device *other) {
    *self->tx = *other->tx;
}
