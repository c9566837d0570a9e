/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a variable of the kernel */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

extern uint32_t board_driver_total;

static void run(void) {
    board_driver_total = 0;
}
