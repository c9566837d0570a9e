/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a variable that the kernel would pick up */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

uint32_t board_word = 7;

static void run(void) {
    board_word++;
}
