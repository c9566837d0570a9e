/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the operations of one capsule bound to an object behind a choice */
/* expect: CC01|CC06|CC04 */
#include "tests/hostile/capsules/device.h"

#include "capsules/virtual/uart_mux.h"

static struct uart_device mine;
static bool c;

static void run(struct device *self) {
    const struct uart u = HIL_BIND(uart_device_ops, c ? &mine : NULL);
    (void)uart_transmit(&u, self->tx);
}
