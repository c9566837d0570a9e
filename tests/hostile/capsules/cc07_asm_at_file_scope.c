/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: assembly outside of functions */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

__asm(".global board_halt\nboard_halt: b .");

static void start(struct device *self) {
    self->count = 0;
}
