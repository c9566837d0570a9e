/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Sets its alarm a little earlier than the last time, for ever: the board's timer begins anew each time,
 * and nothing that hangs on its interrupt comes. */
#include "tests/hostile/hostile.h"

int main(void) {
    command(DRIVER_ALARM, 0, 0, 0);
    tell("@done", 0);
    for (uint32_t dt = 0x7FFFFFFF;; dt -= 200)
        command(DRIVER_ALARM, 5, dt, 0);
}
