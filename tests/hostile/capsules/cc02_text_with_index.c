/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: TEXT with the address of a byte behind its literal */
/* expect: CC02|CC17|CC06 */
#include "tests/hostile/capsules/device.h"

static void leak(struct device *self, uint32_t i) {
    buffer_text(self->tx, TEXT("x" "y" + i));
}
