/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the handle of another driver's grant, by an initialiser */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void poke(struct process_id pid) {
    const struct grant_handle h = {.driver = 1};
    (void)upcall_schedule(h, pid, 0, 1, 2, 3);
}
