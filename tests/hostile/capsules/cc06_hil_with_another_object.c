/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a port whose object is another port's */
/* expect: CC06|CC10 */
#include "tests/hostile/capsules/device.h"

static void raid(struct uart *mine, struct device *self) {
    mine->self = self->alarm->self;
    (void)uart_transmit(mine, self->tx);
}
