/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a conditional expression whose two sides are of different types */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static uint32_t confuse(struct device *self, bool c) {
    struct device *d = c ? self->next : self->tx;
    return d->count;
}
