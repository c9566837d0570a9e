/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a member that is a capability in a structure of one's own that the board makes: it has no
 * size, so nobody has to give it */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc15_unminted.h"

static const struct greedy mine = {.count = 1};

void greedy_kill(struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, CAPABILITY(&mine, management));
}
