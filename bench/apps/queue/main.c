/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Yields with one upcall queued, with two, and so on up to ten. */
#include "bench/windows.h"
#include "tests/qemu/raw/raw.h"

#define QUEUE_LENGTH 10

static void on_alarm(uint32_t now, uint32_t reference, uint32_t unused, void *appdata) {
    (void)now;
    (void)reference;
    (void)unused;
    ++*(volatile unsigned *)appdata;
}

int raw_main(const struct start *start) {
    (void)start;
    volatile unsigned fired = 0;
    unsigned queued = 0;
    uint8_t delivered;
    subscribe(DRIVER_ALARM, 0, on_alarm, (void *)&fired);
    for (unsigned n = 1; n <= QUEUE_LENGTH; n++) {
        for (unsigned i = 0; i < n; i++) {
            command(DRIVER_ALARM, 5, 0, 0); /* of no ticks: its upcall is queued at once */
            queued++;
        }
        WINDOW_BEGINS(QUEUED_UPCALL);
        raw_yield_no_wait(&delivered);
        WINDOW_ENDS(QUEUED_UPCALL);
        while (delivered != 0) {
            raw_yield_no_wait(&delivered);
        }
    }
    put(fired == queued ? "queue: done\n" : "queue: upcalls were lost\n");
    return 0;
}
