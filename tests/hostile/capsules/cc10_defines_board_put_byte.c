/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that the board is to define */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

void board_put_byte(uint8_t byte) {
    (void)byte;
}
