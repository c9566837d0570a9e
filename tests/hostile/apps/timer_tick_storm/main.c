/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Is woken by an alarm every tick. */
#include "tests/hostile/hostile.h"

static void upcall(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c, (void)appdata;
    command(DRIVER_ALARM, 5, 1, 0);
}

int main(void) {
    subscribe(DRIVER_ALARM, 0, upcall, NULL);
    tell("@done", 0);
    command(DRIVER_ALARM, 5, 1, 0);
    for (;;)
        yield_wait();
}
