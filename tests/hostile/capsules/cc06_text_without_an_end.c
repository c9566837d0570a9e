/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array without a zero at its end as a text */
/* expect: CC06|CC17 */
#include "tests/hostile/capsules/device.h"

static const char chars[3] = {'a', 'b', 'c'};

static void leak(struct device *self) {
    buffer_text(self->tx, (struct text){.chars = chars});
}
