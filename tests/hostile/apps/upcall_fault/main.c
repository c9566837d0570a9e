/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Faults inside an upcall, in several ways, with more upcalls queued. */
#include "tests/hostile/hostile.h"

static void upcall(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c;
    switch ((uintptr_t)appdata % 4) {
    case 0:
        load32(0);
        break;
    case 1:
        undefined();
        break;
    case 2:
        syscall_raw(0x55, 0, 0, 0, 0);
        break;
    default:
        exit_restart(1);
    }
}

int main(void) {
    uint32_t n = lives("upcall_fault");
    if (n >= 40)
        finish();
    subscribe(DRIVER_ALARM, 0, upcall, (void *)n);
    for (uint32_t i = 0; i < 12; i++)
        command(DRIVER_ALARM, 5, 0, 0);
    command(DRIVER_CONSOLE, 1, 10, 0);
    yield_wait();
    tell("@lived upcall", 1, n);
    next_life();
}
