/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the length of a buffer is changed through a pointer to it */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void add(uint32_t *p) {
    *p += 1000;
}

static void overrun(struct device *self) {
    add(&self->tx->length);
    (void)uart_transmit(self->uart, self->tx);
}
