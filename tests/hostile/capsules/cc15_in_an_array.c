/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array of capabilities */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct process_id id) {
    struct process_management_capability caps[4] = {};
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, caps[2]);
}
