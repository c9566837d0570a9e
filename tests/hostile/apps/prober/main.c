/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Asks the driver of a capsule that means harm (tests/hostile/capsules/runtime) for what it tries, with
 * one pair of arguments after another. */
#include "tests/hostile/hostile.h"

#define DRIVER_PROBE 0x90009u

static uint8_t buffer[40];

static void ignore(uint32_t a, uint32_t b, uint32_t c, void *data) {
    (void)a;
    (void)b;
    (void)c;
    (void)data;
}

int main(void) {
    static const uint32_t arguments[][2] = {
        {0, 0}, {1, 1},          {8, 0}, {8, 256},
        {9, 4}, {0xFFFFFFFF, 1}, {4, 4}, {0x7FFFFFFF, 0xFFFFFFFF}};
    allow_rw(DRIVER_PROBE, 0, buffer, sizeof(buffer));
    allow_ro(DRIVER_PROBE, 0, buffer, sizeof(buffer));
    subscribe(DRIVER_PROBE, 0, ignore, NULL);
    tell("@works", 1, command(DRIVER_PROBE, 1, 41, 0).values[0]);
    for (unsigned i = 0; i < COUNT(arguments); i++) {
        command(DRIVER_PROBE, 2, arguments[i][0], arguments[i][1]);
        while (yield_no_wait())
            continue;
    }
    struct syscall_return last = command(DRIVER_PROBE, 1, 41, 0);
    tell("@last", 2, last.variant, last.values[0]);
    tell("@done", 0);
    for (;;)
        yield_wait();
}
