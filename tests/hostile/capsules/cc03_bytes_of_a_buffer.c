/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the bytes of a buffer without the checks of its functions */
/* expect: CC03|CC02|CC06 */
#include "tests/hostile/capsules/device.h"

static uint8_t beyond(struct device *self, uint32_t i) {
    return self->tx->bytes[i];
}
