/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to reach another capsule's state through the self of a HIL */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void raid(struct device *self) {
    struct device *other = (struct device *)self->uart->self;
    other->count = 0;
}
