/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a buffer whose capacity is not the size of its bytes */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static uint8_t bytes[4];
static struct buffer mine = {.bytes = bytes, .capacity = 4096};

static void overrun(struct device *self) {
    (void)uart_transmit(self->uart, &mine);
}
