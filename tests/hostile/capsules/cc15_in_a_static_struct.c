/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability in a static object that no board made */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static struct manager mine;

static void kill(struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, CAPABILITY(&mine, management));
}
