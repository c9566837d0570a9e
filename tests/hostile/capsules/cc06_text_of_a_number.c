/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: TEXT of a character of a literal: a number as a pointer */
/* expect: CC06|CC01|CC17|CC02 */
#include "tests/hostile/capsules/device.h"

static void leak(struct device *self) {
    buffer_text(self->tx, TEXT(""[0] + 0x20000000));
}
