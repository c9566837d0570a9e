/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lets nobody ask what time it is for longer than the kernel's counter takes to wrap: it sets no
 * alarm, and computes for a second. Alone on the board. */
#include "tests/hostile/hostile.h"

#define ROUNDS 16000000u /* of two instructions, of 32 ns each in the test */

int main(void) {
    uint32_t frequency = command(DRIVER_ALARM, 1, 0, 0).values[0];
    uint32_t before = now_ticks();
    compute(ROUNDS);
    uint32_t passed = now_ticks() - before;
    if (passed < frequency / 10 * 9 || passed > frequency / 10 * 13)
        tell("@bad clock", 2, passed, frequency);
    finish();
}
