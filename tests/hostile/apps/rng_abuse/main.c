/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Asks for random bytes and takes the buffer back, shrinks it, moves it or gives its memory back before
 * they come. Not a byte may land where nothing is lent any more. */
#include "tests/hostile/hostile.h"

#define CANARY 0xC3
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
    allow_rw(DRIVER_RNG, 0, area + start, length);
}

int main(void) {
    static const uint32_t counts[] = {0, 1, 64, 65, 0x7FFFFFFF, 0xFFFFFFFF};
    for (uint32_t n = 0; n < 48; n++) {
        lend(64, 64);
        command(DRIVER_RNG, 1, counts[n % COUNT(counts)], 0);
        uint32_t end = 128; /* of what may be written */
        switch (n % 5) {
        case 0:
            lend(0, 0);
            end = 64;
            break;
        case 1:
            lend(64, 3);
            end = 67;
            break;
        case 2:
            command(DRIVER_RNG, 1, 5, 0); /* again, less */
            break;
        case 3:
            lend(64, 64);
            allow_rw(DRIVER_RNG, 0, (void *)(uintptr_t)(KERNEL_RAM + n), 64);
            break;
        default:
            allow_rw(DRIVER_RNG, 0, (void *)0xFFFFFFFF, 0);
            end = 64;
        }
        fill(); /* (until now they may have come, rightly) */
        sleep_ticks(n * 3);
        while (yield_no_wait())
            continue;
        check(n, 0, 64);
        check(n, end, sizeof(area));
        lend(0, 0);
    }
    finish();
}
