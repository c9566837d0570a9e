/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a weak symbol by a pragma */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

#pragma weak board_interrupt
static void run(struct device *self) {
    self->count = 0;
}
