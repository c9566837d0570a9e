/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same as an array of one, in a local */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    struct device local[1] = {{.count = 1}};
    self->next = &local[0];
}
