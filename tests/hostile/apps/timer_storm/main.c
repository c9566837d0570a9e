/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Sets alarms of 0 ticks, 1 tick, all ticks, and in the past, without end, and waits for them. */
#include "tests/hostile/hostile.h"

int main(void) {
    static const uint32_t dts[] = {0, 1, 2, 3, 0x80000000, 0xFFFFFFFF, 0x7FFFFFFF, 1, 10, 1};
    tell("@done", 0);
    for (uint32_t i = 0;; i++) {
        uint32_t dt = dts[i % COUNT(dts)], now = now_ticks();
        command(DRIVER_ALARM, 5, dt, 0);
        command(DRIVER_ALARM, 6, now - 1, dt);
        command(DRIVER_ALARM, 6, now + 0x80000000, dt);
        command(DRIVER_ALARM, 6, 0, dt);
        command(DRIVER_ALARM, 3, 0, 0);
        command(DRIVER_ALARM, 5, i & 7, 0);
        yield_wait_for(DRIVER_ALARM, 0);
        while (yield_no_wait())
            continue;
    }
}
