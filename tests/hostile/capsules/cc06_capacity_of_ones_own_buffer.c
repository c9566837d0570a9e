/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the capacity of a buffer of one's own */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

BUFFER(mine, 8);

static void overrun(struct device *self) {
    mine.capacity = 4096;
    (void)uart_transmit(self->uart, &mine);
}
