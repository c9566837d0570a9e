/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another symbol under a name of one's own */
/* expect: CC07|CC10 */
#include "tests/hostile/capsules/device.h"

static uint32_t count __asm__("board_driver_count");

static void set(void) {
    count = 0;
}
