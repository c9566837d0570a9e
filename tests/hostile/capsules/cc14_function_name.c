/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the array of characters that every function has */
/* expect: CC14|CC17 */
#include "tests/hostile/capsules/device.h"

static void leak(struct device *self) {
    buffer_put(self->tx, (uint8_t)__func__[100]);
}
