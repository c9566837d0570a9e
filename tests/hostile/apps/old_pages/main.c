/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reads and writes where its partner (page_keeper) has just been: what a CPU remembers of a
 * page, it may remember for the wrong process. */
#include "tests/hostile/hostile.h"

#define PAGE 4096u
#define TRIES 12u

static uint32_t kept;

static void notified(uint32_t slot, uint32_t length, uint32_t address, void *appdata) {
    (void)slot, (void)length, (void)appdata;
    kept = address;
}

int main(void) {
    allow_ro(DRIVER_IPC, 0, "old_pages", 9);
    subscribe(DRIVER_IPC, command(DRIVER_IPC, 1, 0, 0).values[0], notified, NULL);
    uint32_t n = lives("old_pages");
    if (n >= TRIES)
        finish();
    while (kept == 0)
        yield_wait();
    sleep_ms(4); /* it has been there again, and we come right behind it */
    uint32_t there = ((kept + 2 * PAGE - 1) & ~(PAGE - 1)) + PAGE / 8 * (n % 8) + 64;
    tell("@try page", 2, n, there);
    sleep_ms(4);
    uint32_t found = n % 2 == 0 ? load32(there) : 0;
    if (n % 2 != 0)
        store8(there, 0x77);
    tell("@lived page", 3, n, there, found);
    next_life();
}
