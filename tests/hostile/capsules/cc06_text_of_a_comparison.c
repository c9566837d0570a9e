/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: TEXT of a comparison: a null or one as a pointer */
/* expect: CC06|CC01|CC17|CC02 */
#include "tests/hostile/capsules/device.h"

static void leak(struct device *self) {
    buffer_text(self->tx, TEXT("" != 0));
}
