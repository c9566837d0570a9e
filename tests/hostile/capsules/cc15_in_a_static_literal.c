/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability in a static compound literal */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static const struct manager *const mine = &(const struct manager){.count = 1};

static void kill(struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, CAPABILITY(mine, management));
}
