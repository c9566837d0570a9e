/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Subscribes, lends and asks without end, with upcalls under way. */
#include "tests/hostile/hostile.h"

static void upcall(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c, (void)appdata;
}

int main(void) {
    static uint8_t buffer[64];
    tell("@done", 0);
    for (uint32_t i = 0;; i++) {
        subscribe(DRIVER_ALARM, 0, (i & 1) != 0 ? upcall : NULL, buffer);
        command(DRIVER_ALARM, 5, i & 3, 0);
        subscribe(DRIVER_CONSOLE, 1, upcall, NULL);
        allow_ro(DRIVER_CONSOLE, 1, buffer, i & 63);
        allow_rw(DRIVER_CONSOLE, 1, buffer, i & 63);
        command(DRIVER_ALARM, 2, 0, 0);
        if (i % 5 == 0)
            yield_no_wait();
    }
}
