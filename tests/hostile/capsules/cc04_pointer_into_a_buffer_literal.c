/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal of a buffer is handed to a port */
/* expect: CC04|CC06 */
#include "tests/hostile/capsules/device.h"

static void send(struct device *self) {
    static uint8_t bytes[4];
    (void)uart_transmit(self->uart, &(struct buffer){.bytes = bytes, .capacity = 4});
}
