/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the handle of another driver's grant through a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union pun {
    uint8_t byte;
    struct grant_handle handle;
};

static void poke(struct process_id pid) {
    union pun p = {.byte = 1};
    (void)upcall_schedule(p.handle, pid, 0, 1, 2, 3);
}
