/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The partner of ipc_squatter: shares a buffer, and takes it back a little later, or restarts. */
#include "tests/hostile/hostile.h"

static uint8_t buffer[256] __attribute__((aligned(256)));

int main(void) {
    allow_ro(DRIVER_IPC, 0, "ipc_squatter", 12);
    uint32_t service = command(DRIVER_IPC, 1, 0, 0).values[0];
    for (uint32_t i = 0;; i++) {
        allow_rw(DRIVER_IPC, service, buffer, sizeof(buffer));
        command(DRIVER_IPC, 2, service, 0);
        sleep_ms(14 + i % 9);
        if (i % 4 == 2)
            next_life();
        if (i % 4 == 3)
            load32(0);
        allow_rw(DRIVER_IPC, service, NULL, 0);
        sleep_ms(20);
    }
}
