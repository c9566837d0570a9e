/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a cast behind the size of a buffer: exemptions are for the macro's own words */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

BUFFER(mine, 4]; static uint32_t *const word = (uint32_t *)0x20000000; static uint8_t more[4);

static void poke(struct device *self) {
    *word = 0;
    (void)uart_transmit(self->uart, &mine);
}
