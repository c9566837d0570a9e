/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a buffer on the stack is handed to a port */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void send(struct device *self) {
    struct buffer local = *self->tx;
    (void)uart_transmit(self->uart, &local);
}
