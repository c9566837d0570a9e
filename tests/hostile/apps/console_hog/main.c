/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes as much at once as it may, all the time: 100 kB of flash. Nobody else's line is to wait
 * for the end of it: writes are interleaved at chunks (ABI 7.3). */
#include "tests/hostile/hostile.h"

static const char much[100 * 1024] = {'.'};

int main(void) {
    tell("@done", 0);
    allow_ro(DRIVER_CONSOLE, 1, much, sizeof(much));
    for (;;) {
        command(DRIVER_CONSOLE, 1, sizeof(much), 0);
        yield_wait_for(DRIVER_CONSOLE, 1);
    }
}
