/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One of many processes whose alarm is far away. */
#include "tests/qemu/raw/raw.h"

#define LONG_MS 60000

int raw_main(const struct start *start) {
    (void)start;
    command(DRIVER_ALARM, 5, ms_to_ticks(LONG_MS), 0);
    for (;;)
        yield_wait_for(DRIVER_ALARM, 0);
}
