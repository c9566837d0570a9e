/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Tells the console and process info lengths that have nothing to do with the buffers. */
#include "tests/hostile/hostile.h"

int main(void) {
    static char text[] = "lying";
    static uint8_t guard[3 * 64];
    static const uint32_t lengths[] = {
        0, 1, 5, 6, 7, 64, 65, 1000, 65536, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFB, 0xFFFFFFFF};
    for (unsigned l = 0; l < COUNT(lengths); l++) {
        allow_ro(DRIVER_CONSOLE, 1, text, 5);
        command(DRIVER_CONSOLE, 1, lengths[l], 0);
        uint32_t written = yield_wait_for(DRIVER_CONSOLE, 1).arg0;
        if (written > 5)
            tell("@bad written", 2, lengths[l], written);
        allow_ro(DRIVER_CONSOLE, 1, NULL, lengths[l]);
        allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
        command(DRIVER_CONSOLE, 1, lengths[l], 0);
        written = yield_wait_for(DRIVER_CONSOLE, 1).arg0;
        if (written != 0)
            tell("@bad written", 2, lengths[l], written);
        allow_rw(DRIVER_CONSOLE, 1, guard + 64, 64);
        command(DRIVER_CONSOLE, 2, lengths[l], 0);
        command(DRIVER_CONSOLE, 3, 0, 0);
        while (yield_no_wait())
            continue;
    }
    for (uint32_t length = 0; length <= 20; length++)
        for (uint32_t number = 1; number <= 5; number++) {
            allow_rw(DRIVER_PROCESS_INFO, 0, guard + 64, length);
            command(DRIVER_PROCESS_INFO, number, 0, 0xFFFFFFFF);
            allow_rw(DRIVER_PROCESS_INFO, 0, NULL, 0);
            for (uint32_t i = 0; i < sizeof(guard); i++)
                if ((i < 64 || i >= 64 + length) && guard[i] != 0 && i >= 128)
                    tell("@bad written past the buffer", 3, number, length, i);
            for (uint32_t i = 0; i < length; i++)
                guard[64 + i] = 0;
            for (uint32_t i = 64 + length; i < 128; i++)
                if (guard[i] != 0) {
                    tell("@bad written past the buffer", 3, number, length, i);
                    guard[i] = 0;
                }
        }
    finish();
}
