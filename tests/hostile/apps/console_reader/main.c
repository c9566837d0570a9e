/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reads the console without end, aborts, and reads again. */
#include "tests/hostile/hostile.h"

int main(void) {
    static uint8_t buffer[64];
    tell("@done", 0);
    allow_rw(DRIVER_CONSOLE, 1, buffer, sizeof(buffer));
    for (uint32_t i = 0;; i++) {
        command(DRIVER_CONSOLE, 2, i & 63, 0);
        command(DRIVER_CONSOLE, 3, 0, 0);
        command(DRIVER_CONSOLE, 2, 0xFFFFFFFF, 0);
        if (i % 16 == 0)
            command(DRIVER_CONSOLE, 3, 0, 0);
        while (yield_no_wait())
            continue;
    }
}
