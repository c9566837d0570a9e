/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the object behind a HIL without a cast, which is only a warning */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void raid(struct device *self) {
    struct device *other = self->alarm->self;
    other->count = 0;
}
