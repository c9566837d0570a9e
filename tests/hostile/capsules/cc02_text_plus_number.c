/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: TEXT with an offset behind its literal: reads what follows the literal */
/* expect: CC02|CC17|CC06 */
#include "tests/hostile/capsules/device.h"

static void leak(struct device *self) {
    buffer_text(self->tx, TEXT("x" + 4096));
}
