/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The partner of ipc_spin_on_share: rewrites the frame on the shared stack until the share ends,
 * and it dies. */
#include "tests/hostile/hostile.h"

static const uint32_t words[] = {0,          1,          0xFFFFFFFD, 0xFFFFFFF9,
                                 0x00000401, 0x0100000B, 0x010001FF, 0xFFFFFFFF,
                                 0x0600FC00, 0x01000003, 0x81000200, 0x00000000};

static void notified(uint32_t slot, uint32_t length, uint32_t address, void *appdata) {
    (void)slot, (void)length, (void)appdata;
    if (address == 0)
        return;
    volatile uint32_t *frame = (volatile uint32_t *)(address + 128 - 32);
    for (;;) {
        uint32_t n = load8(address) % 24;
        frame[n < 12 ? 7 : 6] = words[n % 12]; /* xPSR, pc */
    }
}

int main(void) {
    allow_ro(DRIVER_IPC, 0, "ipc_scribbler", 13);
    struct syscall_return found = command(DRIVER_IPC, 1, 0, 0);
    subscribe(DRIVER_IPC, found.values[0], notified, NULL);
    for (;;)
        yield_wait();
}
