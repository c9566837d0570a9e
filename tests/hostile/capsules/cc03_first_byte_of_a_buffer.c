/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a byte of a buffer that may have no capacity */
/* expect: CC03|CC06 */
#include "tests/hostile/capsules/device.h"

static void poke(struct device *self) {
    *self->tx->bytes = 1;
}
