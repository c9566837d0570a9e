/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a label of a block */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    __label__ out;
    if (self->count > 0) {
        goto out;
    }
    self->count++;
out:
    return;
}
