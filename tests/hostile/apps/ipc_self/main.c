/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Is service and client in one: shares its own memory with itself in every shape, notifies itself, and then
 * reaches for its grants, one byte behind what it shared. */
#include "tests/hostile/hostile.h"

static void ignore(uint32_t a, uint32_t b, uint32_t c, void *data) {
    (void)a, (void)b, (void)c, (void)data;
}

int main(void) {
    uint32_t n = lives("ipc_self"), me = own_number("ipc_self");
    if (n >= 16)
        finish();
    struct memory_layout o = own();
    uint32_t length = o.ram_break - o.ram_start;
    uint32_t shift = n % 4, start = o.ram_start + length / 8 * (n / 4) + shift;
    allow_ro(DRIVER_IPC, 0, "ipc_self", 8);
    for (uint32_t number = 0; number < 8; number++) {
        subscribe(DRIVER_IPC, number, ignore, NULL);
        allow_rw(DRIVER_IPC, number, (void *)start, o.ram_break - start);
    }
    for (uint32_t i = 0; i < 20; i++) {
        command(DRIVER_IPC, 2 + i % 2, me, 0);
        if (i % 3 == 0)
            yield_no_wait();
    }
    o = own();
    tell("@try own grants", 3, n, start, o.grant_start);
    uint32_t value = load32(o.grant_start);
    tell("@lived own grants", 3, n, o.grant_start, value);
    next_life();
}
