/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Fills its upcall queue far beyond its room, from several drivers, and lives on; also when it then waits for an
 * upcall that comes past the others, for which there is no room. */
#include "tests/hostile/hostile.h"

static uint32_t upcalls;
static void upcall(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c, (void)appdata;
    upcalls++;
}

static void wait_past_the_queue(void) {
    subscribe(DRIVER_CONSOLE, 1, upcall, NULL);
    for (uint32_t i = 0; i < 25; i++)
        command(DRIVER_CONSOLE, 1, 0, 0);
    sleep_ms(5); /* by Yield-WaitFor */
}

int main(void) {
    for (uint32_t round = 0; round < 300; round++) {
        subscribe(DRIVER_ALARM, 0, (round & 1) != 0 ? upcall : NULL, NULL);
        for (uint32_t i = 0; i < 25; i++) {
            command(DRIVER_ALARM, 5, 0, 0);
            command(DRIVER_CONSOLE, 1, 0, 0);
        }
        upcalls = 0;
        uint32_t count = 0;
        while (yield_no_wait() && count < 100)
            count++;
        if (count > UPCALL_QUEUE_LENGTH + 2)
            tell("@bad upcalls", 2, upcalls, count);
    }
    for (uint32_t round = 0; round < 10; round++)
        wait_past_the_queue();
    finish();
}
