/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The partner of ipc_revoked: lends it a buffer for 20 ms, then takes it back, or restarts. */
#include "tests/hostile/hostile.h"

static uint8_t buffer[64] __attribute__((aligned(64)));

int main(void) {
    allow_ro(DRIVER_IPC, 0, "ipc_revoked", 11);
    uint32_t service = command(DRIVER_IPC, 1, 0, 0).values[0];
    for (uint32_t i = 0;; i++) {
        buffer[0] = buffer[1] = 0;
        allow_rw(DRIVER_IPC, service, buffer, sizeof(buffer));
        command(DRIVER_IPC, 2, service, 0);
        sleep_ms(20);
        bool reached = buffer[1] == 0x77;
        if (reached && i % 3 == 2)
            next_life();
        allow_rw(DRIVER_IPC, service, NULL, 0);
        buffer[0] = 0;
        sleep_ms(80);
        if (buffer[0] == 0x66)
            tell("@lender sees a store after it took the buffer back", 1, i);
    }
}
