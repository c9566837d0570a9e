/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the window of a buffer is set without the check */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void overrun(struct device *self) {
    self->tx->first = 0;
    self->tx->length = 1u << 20;
    (void)uart_transmit(self->uart, self->tx);
}
