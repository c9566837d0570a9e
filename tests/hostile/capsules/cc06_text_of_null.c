/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a text of null */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void leak(struct device *self) {
    const struct text none = {NULL};
    buffer_text(self->tx, none);
}
