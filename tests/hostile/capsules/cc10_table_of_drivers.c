/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the board's table of drivers */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static uint32_t spy(struct process_id caller) {
    const struct driver *d = &board_drivers[1];
    return (uint32_t)d->command(d->self, caller, 1, 0, 0);
}
