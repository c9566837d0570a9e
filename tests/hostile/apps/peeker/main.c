/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Tries the border again and again: asks the kernel to read the memory below its own for it, and every 400 ms
 * reads a word itself, which is its end. make faults runs it while bits flip in the kernel: does a check
 * that has been passed once by accident give anything away? */
#include "tests/hostile/hostile.h"

#define PIECE 64u

static void ask(const struct memory_layout *o) {
    for (uint32_t at = o->ram_start - 16 * PIECE; at < o->ram_start; at += PIECE)
        if (syscall_succeeded(allow_ro(DRIVER_CONSOLE, 1, (void *)at, PIECE))) {
            tell("@bad lent", 1, at);
            allow_ro(DRIVER_CONSOLE, 1, (void *)at, PIECE);
            command(DRIVER_CONSOLE, 1, PIECE, 0);
            yield_wait_for(DRIVER_CONSOLE, 1);
        }
}

int main(void) {
    struct memory_layout o = own();
    uint32_t places_to_read[] = {o.ram_start - 512, o.grant_start, KERNEL_RAM, o.ram_start - 4};
    for (unsigned i = 0; i < 20; i++) {
        ask(&o);
        sleep_ms(20);
    }
    uint32_t address = places_to_read[lives("peeker") % COUNT(places_to_read)];
    uint32_t value = load32(address);
    tell("@bad read", 2, address, value);
    next_life();
}
