/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of the kernel under a name of one's own */
/* expect: CC07|CC10 */
#include "tests/hostile/capsules/device.h"

static void halt(void) __asm__("board_halt");
static void halt(void) {
}

static void run(void) {
    halt();
}
