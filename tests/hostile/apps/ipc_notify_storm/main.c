/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Notifies everybody, as service and as client, without end; the victim never asked for it. */
#include "tests/hostile/hostile.h"

static uint8_t buffer[32] __attribute__((aligned(32)));

int main(void) {
    for (uint32_t slot = 0; slot < 8; slot++)
        allow_rw(DRIVER_IPC, slot, buffer, sizeof(buffer));
    tell("@done", 0);
    for (;;)
        for (uint32_t slot = 0; slot < 10; slot++) {
            command(DRIVER_IPC, 2, slot, 0);
            command(DRIVER_IPC, 3, slot, 0);
        }
}
