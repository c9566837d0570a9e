/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability that was lent for a call is kept */
/* expect: CC15|CC04 */
#include "tests/hostile/capsules/device.h"

static struct process_management_capability kept;

static void keep(struct process_management_capability cap) {
    kept = cap;
}

static void kill(struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, kept);
}
