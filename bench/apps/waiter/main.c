/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One process whose alarm comes, while others wait for theirs or compute. */
#include "bench/windows.h"
#include "tests/qemu/raw/raw.h"

#define SHORT_MS 4

static void fired(uint32_t now, uint32_t reference, uint32_t unused, void *appdata) {
    WINDOW_ENDS(INTERRUPT_TO_UPCALL);
    (void)now;
    (void)reference;
    (void)unused;
    (void)appdata;
}

int raw_main(const struct start *start) {
    (void)start;
    uint8_t delivered;
    uint32_t ticks = ms_to_ticks(SHORT_MS);
    sleep_ms(100); /* until the others wait */
    subscribe(DRIVER_ALARM, 0, fired, NULL);
    for (unsigned n = 0; n < TIMES; n++) {
        WINDOW_BEGINS(NULL_COMMAND);
        command(DRIVER_CONSOLE, 0, 0, 0);
        WINDOW_ENDS(NULL_COMMAND);
        WINDOW_BEGINS(SUBSCRIBE);
        subscribe(DRIVER_ALARM, 0, fired, NULL);
        WINDOW_ENDS(SUBSCRIBE);
        WINDOW_BEGINS(ALLOW_RW);
        allow_rw(DRIVER_CONSOLE, 1, &ticks, sizeof ticks);
        WINDOW_ENDS(ALLOW_RW);
        WINDOW_BEGINS(MEMOP);
        memop(MEMOP_RAM_START, 0);
        WINDOW_ENDS(MEMOP);
        WINDOW_BEGINS(YIELD_NO_WAIT);
        raw_yield_no_wait(&delivered);
        WINDOW_ENDS(YIELD_NO_WAIT);
        WINDOW_BEGINS(SET_ALARM);
        command(DRIVER_ALARM, 5, ticks, 0);
        WINDOW_ENDS(SET_ALARM);
        raw_yield_wait();
    }
    put("waiter: done\n");
    return 0;
}
