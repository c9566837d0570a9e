/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a port out of another's operations and an object of one's own */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

#include "capsules/virtual/uart_mux.h"

static struct device device;

static void raid(struct device *self) {
    static struct uart fake;
    fake.ops = &uart_device_ops.ops;
    fake.self = self->uart->self;
    (void)uart_transmit(&fake, self->tx);
}
