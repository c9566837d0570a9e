/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Computes on a stack that it shares with a partner (ipc_scribbler), which rewrites the exception
 * frame that an interrupt leaves there. */
#include "tests/hostile/hostile.h"

static uint8_t stack[256] __attribute__((aligned(256)));

int main(void) {
    uint32_t n = lives("ipc_spin_on_share");
    if (n >= 24)
        finish();
    allow_ro(DRIVER_IPC, 0, "ipc_scribbler", 13);
    uint32_t partner = command(DRIVER_IPC, 1, 0, 0).values[0];
    allow_rw(DRIVER_IPC, partner, stack, sizeof(stack));
    stack[0] = (uint8_t)n;
    command(DRIVER_IPC, 2, partner, 0);
    tell("@try scribbled frame", 1, n);
    static const uint32_t arguments[4] = {0, 0, 0, 0};
    ON_STACK(stack + 128, arguments,
             "ldr r3, =600000\n 1: subs r3, #1\n bne 1b\n b 2f\n .ltorg\n 2:");
    tell("@survived scribbled frame", 2, n, control());
    load32(KERNEL_RAM + 0x40);
    tell("@bad read kernel RAM after scribbled frame", 1, n);
    next_life();
}
