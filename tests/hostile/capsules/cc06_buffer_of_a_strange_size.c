/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the size of a buffer with a bracket in it: more is defined than a buffer */
/* expect: CC06|CC19 */
#include "tests/hostile/capsules/device.h"

BUFFER(mine, 4]; static uint8_t other[64);

static void overrun(struct device *self) {
    (void)uart_transmit(self->uart, &mine);
}
