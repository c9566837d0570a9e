/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the typed handle of a grant inside a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union pun {
    uint8_t byte;
    union apps apps;
};

static void poke(struct process_id pid, uint8_t byte) {
    const union pun p = {.byte = byte};
    (void)upcall_schedule(p.apps.handle, pid, 0, 1, 2, 3);
}
