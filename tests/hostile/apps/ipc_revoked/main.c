/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Keeps using a buffer that its partner (ipc_lender) has taken back, or that died with it. It is told of it by an
 * upcall in one life, and by Yield-WaitFor in the next. */
#include "tests/hostile/hostile.h"

static uint32_t kept, kept_length;

static void notified(uint32_t slot, uint32_t length, uint32_t address, void *appdata) {
    (void)slot, (void)appdata;
    kept = address;
    kept_length = length;
}

int main(void) {
    allow_ro(DRIVER_IPC, 0, "ipc_revoked", 11);
    uint32_t self = command(DRIVER_IPC, 1, 0, 0).values[0];
    uint32_t n = lives("ipc_revoked");
    if (n >= 12)
        finish();
    if (n % 2 == 0)
        subscribe(DRIVER_IPC, self, notified, NULL);
    while (kept == 0 && n % 2 == 0)
        yield_wait();
    while (kept == 0) {
        struct upcall_arguments told = yield_wait_for(DRIVER_IPC, self);
        notified(told.arg0, told.arg1, told.arg2, NULL);
    }
    store8(kept + 1, 0x77); /* now it is shared */
    tell("@kept", 2, kept, kept_length);
    sleep_ms(40 + 3 * n);
    tell("@try revoked", 2, n, kept);
    store8(kept, 0x66); /* and now not any more */
    tell("@lived revoked", 2, n, kept);
    next_life();
}
