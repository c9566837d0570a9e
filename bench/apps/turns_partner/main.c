/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The other process where `turns` counts switches: waits for its alarm, and later never yields. */
#include "bench/apps/turns/turns.h"
#include "bench/windows.h"
#include "tests/qemu/raw/raw.h"

#define ROUNDS (TIMES + 1)

int raw_main(const struct start *start) {
    (void)start;
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        command(DRIVER_ALARM, 5, ms_to_ticks(round * ROUND_MS) - now_ticks(), 0);
        yield_wait_for(DRIVER_ALARM, 0);
        WINDOW_ENDS(SWITCH_TO_WAITING);
    }
    for (;;) {
        WINDOW_ENDS(SWITCH_TO_INTERRUPTED);
        WINDOW_ENDS(SWITCH_TO_INTERRUPTED);
        WINDOW_ENDS(SWITCH_TO_INTERRUPTED);
        WINDOW_ENDS(SWITCH_TO_INTERRUPTED);
    }
}
