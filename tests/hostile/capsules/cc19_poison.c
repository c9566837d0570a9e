/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a word of the API is made an error for others */
/* expect: CC19|CC07 */
#include "tests/hostile/capsules/device.h"

#pragma GCC poison board_interrupt
static void run(struct device *self) {
    self->count++;
}
