/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Computes for most of a slice and waits for a tick just before it ends, so that the scheduler
 * never sees it expire. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t slice = command(DRIVER_ALARM, 1, 0, 0).values[0] / 100; /* 10 ms */
    tell("@done", 0);
    for (;;) {
        uint32_t start = now_ticks();
        while (now_ticks() - start < slice - slice / 20)
            continue;
        sleep_ticks(1);
    }
}
