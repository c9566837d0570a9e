/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Puts its stack into a buffer that another (ipc_landlord) shares with it, is interrupted there,
 * and cannot be resumed because the buffer has been taken back. */
#include "tests/hostile/hostile.h"

static uint32_t where, length;

static void notified(uint32_t slot, uint32_t bytes, uint32_t address, void *appdata) {
    (void)slot, (void)appdata;
    where = address;
    length = bytes;
}

int main(void) {
    uint32_t n = lives("ipc_squatter");
    allow_ro(DRIVER_IPC, 0, "ipc_squatter", 12);
    subscribe(DRIVER_IPC, command(DRIVER_IPC, 1, 0, 0).values[0], notified, NULL);
    if (n >= 20)
        finish();
    while (where == 0)
        yield_wait();
    tell("@try squat", 2, n, where);
    static const uint32_t arguments[4] = {DRIVER_LED, 0, 0, 0};
    if (n % 4 == 3)
        ON_STACK(where + length, arguments, CALL(2) PUSH_AND_POP);
    ON_STACK(where + length, arguments, COMPUTE(900000) PUSH_AND_POP);
    tell("@survived squat", 2, n, where);
    next_life();
}
