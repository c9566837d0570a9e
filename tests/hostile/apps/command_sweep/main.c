/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Gives every driver every command, with arguments from harmless to absurd, with and without
 * buffers. */
#include "tests/hostile/hostile.h"

static const uint32_t drivers[] = {DRIVER_ALARM,  DRIVER_CONSOLE,     DRIVER_LED,
                                   DRIVER_BUTTON, DRIVER_GPIO,        DRIVER_LOW_LEVEL_DEBUG,
                                   DRIVER_IPC,    DRIVER_PROCESS_INFO};
static const uint32_t arguments[] = {0,  1,  2,   3,          7,          8,
                                     31, 32, 255, 0x20000000, 0x7FFFFFFF, 0xFFFFFFFF};
static uint8_t buffer[40];

int main(void) {
    for (unsigned round = 0; round < 2; round++) {
        if (round == 1)
            for (unsigned d = 0; d < COUNT(drivers); d++)
                for (uint32_t number = 0; number < 4; number++) {
                    allow_rw(drivers[d], number, buffer, sizeof(buffer));
                    allow_ro(drivers[d], number, buffer, sizeof(buffer));
                }
        for (unsigned d = 0; d < COUNT(drivers); d++)
            for (uint32_t number = 0; number < 40; number++)
                for (unsigned a = 0; a < COUNT(arguments); a++)
                    for (unsigned b = 0; b < COUNT(arguments); b++) {
                        if (drivers[d] == DRIVER_PROCESS_INFO && number == 6)
                            continue;
                        if (drivers[d] == DRIVER_CONSOLE && number == 1 && arguments[a] > 40)
                            continue;
                        if (drivers[d] == DRIVER_IPC && arguments[a] == 0)
                            continue; /* the victim's turn comes in ipc_notify_storm */
                        if (drivers[d] == DRIVER_LOW_LEVEL_DEBUG && (a + b) % 8 != 0)
                            continue;
                        command(drivers[d], number, arguments[a], arguments[b]);
                    }
    }
    for (uint32_t number = 256; number != 0; number <<= 1)
        for (unsigned d = 0; d < COUNT(drivers); d++)
            command(drivers[d], number, 0, 0);
    while (yield_no_wait())
        continue;
    finish();
}
