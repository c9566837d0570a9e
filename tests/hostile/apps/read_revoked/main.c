/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Takes the buffer of a read back, shrinks it, moves it and gives memory back while somebody types.
 * Not a byte may land where nothing is lent any more. */
#include "tests/hostile/hostile.h"

#define CANARY 0xFA /* no key */
static uint8_t area[192];

static void fill(void) {
    for (uint32_t i = 0; i < sizeof(area); i++)
        area[i] = CANARY;
}

static void check(uint32_t n, uint32_t from, uint32_t end) {
    for (uint32_t i = from; i < end; i++)
        if (area[i] != CANARY)
            tell("@bad a byte landed", 3, n, i, area[i]);
}

static void lend(uint32_t start, uint32_t length) {
    allow_rw(DRIVER_CONSOLE, 1, area + start, length);
}

int main(void) {
    for (uint32_t n = 0; n < 40; n++) {
        lend(64, 64);
        command(DRIVER_CONSOLE, 2, n % 3 == 0 ? 0xFFFFFFFF : 64, 0);
        sleep_ticks(n * 8); /* some bytes have come, perhaps */
        switch (n % 4) {
        case 0:
            lend(0, 0);
            break;
        case 1:
            lend(64, 1);
            break;
        case 2:
            lend(127, 1);
            break;
        default:
            command(DRIVER_CONSOLE, 3, 0, 0);
            lend(0, 0);
        }
        fill(); /* (until now they may have come, rightly) */
        sleep_ms(3);
        uint32_t from = n % 4 == 2 ? 127 : 64;
        uint32_t end = n % 4 == 1 ? 65 : n % 4 == 2 ? 128 : 64;
        check(n, 0, from);
        check(n, end, sizeof(area));
        command(DRIVER_CONSOLE, 3, 0, 0);
        while (yield_no_wait())
            continue;
    }
    finish();
}
