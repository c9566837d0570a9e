/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Shares the stack it waits on with a partner (ipc_rewriter), which rewrites the exception frame. */
#include "tests/hostile/hostile.h"

static uint8_t stack[256] __attribute__((aligned(256)));

int main(void) {
    uint32_t n = lives("ipc_share_stack"), partner = 0;
    if (n >= 40)
        finish();
    allow_ro(DRIVER_IPC, 0, "ipc_rewriter", 12);
    struct syscall_return found = command(DRIVER_IPC, 1, 0, 0);
    if (!syscall_succeeded(found))
        tell("@bad no partner", 0);
    partner = found.values[0];
    allow_rw(DRIVER_IPC, partner, stack, sizeof(stack));
    stack[0] = (uint8_t)n;
    stack[1] = 0;
    tell("@try shared frame", 1, n);
    /* Wait on the shared stack, for an alarm as well. */
    uint32_t arguments[4] = {DRIVER_IPC, 2, partner, 0};
    ON_STACK(stack + 128, arguments,
             "svc #2\n movs r0, #0\n movs r1, #5\n movw r2, #20000\n movs r3, #0\n svc #2\n"
             "movs r0, #2\n movs r1, #0\n movs r2, #0\n svc #0");
    tell("@survived shared frame", 2, n, control());
    load32(KERNEL_RAM + 0x40);
    tell("@bad read kernel RAM after shared frame", 1, n);
    next_life();
}
