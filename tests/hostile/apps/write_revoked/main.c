/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Takes the buffer of a write back, shrinks it, moves it and gives memory back while the kernel
 * is at it. */
#include "tests/hostile/hostile.h"

static char text[512];

int main(void) {
    for (unsigned i = 0; i < sizeof(text); i++)
        text[i] = i % 64 == 63 ? '\n' : '.';
    for (uint32_t n = 0; n < 120; n++) {
        allow_ro(DRIVER_CONSOLE, 1, text, sizeof(text));
        command(DRIVER_CONSOLE, 1, sizeof(text), 0);
        switch (n % 6) {
        case 0:
            allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
            break;
        case 1:
            allow_ro(DRIVER_CONSOLE, 1, text, 1);
            break;
        case 2:
            allow_ro(DRIVER_CONSOLE, 1, text + 511, 1);
            break;
        case 3:
            command(DRIVER_CONSOLE, 1, 3, 0); /* again, shorter */
            break;
        case 4:
            for (unsigned i = 0; i < sizeof(text); i++)
                text[i] = '\n';
            break;
        default:
            allow_ro(DRIVER_CONSOLE, 1, (void *)0xFFFFFFFF, 0);
            command(DRIVER_CONSOLE, 1, 0xFFFFFFFF, 0);
        }
        sleep_ticks(n * 10);
        while (yield_no_wait())
            continue;
    }
    finish();
}
