/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The partner of ipc_share_stack and ipc_bad_share: rewrites what is shared with it, and touches
 * what is next to it. */
#include "tests/hostile/hostile.h"

static const uint32_t words[] = {
    0,          1,          0xFFFFFFFD, 0xFFFFFFF9, 0xFFFFFFF1, 0x00000401, 0x20000001, 0x01000000,
    0x0100000B, 0x010001FF, 0xFFFFFFFF, 0x0600FC00, 0x01000003, 0x81000200, 0x00000000, 0x2000C01D};

static void notified(uint32_t slot, uint32_t length, uint32_t address, void *appdata) {
    (void)slot, (void)appdata;
    if (length < 128 || address == 0) {
        /* Not for frames: try to reach past what is shared, as a whole and at the edges. */
        if (address != 0) {
            store8(address, 0x55);
            store8(address + length - 1, 0x55);
            store8(address + length, 0x55);
            tell("@reached past", 2, address, length);
        }
        return;
    }
    volatile uint32_t *frame = (volatile uint32_t *)(address + 128 - 32);
    uint32_t n = load8(address);
    if (n < 16) {
        frame[6] = words[n]; /* pc */
    } else if (n < 32) {
        frame[7] = words[n - 16]; /* xPSR */
    } else {
        for (unsigned i = 0; i < 8; i++)
            frame[i] = words[n % COUNT(words)];
    }
    store8(address + 1, 1);
}

int main(void) {
    allow_ro(DRIVER_IPC, 0, "ipc_rewriter", 12);
    struct syscall_return found = command(DRIVER_IPC, 1, 0, 0);
    subscribe(DRIVER_IPC, found.values[0], notified, NULL);
    for (;;)
        yield_wait();
}
