/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lends one piece of memory to everything at once, with a stack in it, while all of it is used. */
#include "tests/hostile/hostile.h"

int main(void) {
    static uint32_t area[64];
    for (uint32_t round = 0; round < 400; round++) {
        uint32_t at = round % 61;
        allow_rw(DRIVER_PROCESS_INFO, 0, area + at % 32, 128);
        allow_ro(DRIVER_IPC, 0, area + at, 12);
        allow_ro(DRIVER_CONSOLE, 1, area, sizeof(area));
        allow_rw(DRIVER_CONSOLE, 1, area, sizeof(area));
        command(DRIVER_CONSOLE, 2, 8, 0);
        for (uint32_t i = 1; i < 6; i++)
            command(DRIVER_PROCESS_INFO, i, round & 1, 0);
        command(DRIVER_IPC, 1, 0, 0);
        command(DRIVER_CONSOLE, 3, 0, 0);
        while (yield_no_wait())
            continue;
    }
    finish();
}
