/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another name for a function, which the kernel picks up */
/* expect: CC07|CC10 */
#include "tests/hostile/capsules/device.h"

static void mine(uint8_t byte) {
    (void)byte;
}
void board_put_byte_again(uint8_t byte) __attribute__((alias("mine")));
