/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The partner of old_pages: uses whole pages of its memory all the time, and tells where they are. */
#include "tests/hostile/hostile.h"

#define PAGE 4096u

static uint8_t pages[3 * PAGE] __attribute__((aligned(32)));

int main(void) {
    allow_ro(DRIVER_IPC, 0, "old_pages", 9);
    struct syscall_return found;
    while (!syscall_succeeded(found = command(DRIVER_IPC, 1, 0, 0)))
        sleep_ms(1); /* (it lies before us or behind) */
    uint32_t service = found.values[0];
    allow_rw(DRIVER_IPC, service, pages, 32);
    for (uint32_t i = 0;; i++) {
        for (uint32_t k = 32; k < sizeof(pages); k += PAGE / 8)
            store8((uint32_t)(pages + k), i);
        if (i % 8 == 0)
            command(DRIVER_IPC, 2, service, 0);
        sleep_ms(1);
    }
}
