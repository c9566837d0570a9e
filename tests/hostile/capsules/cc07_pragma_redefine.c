/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another symbol by a pragma */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

#pragma redefine_extname mine board_halt
static void run(struct device *self) {
    self->count = 0;
}
