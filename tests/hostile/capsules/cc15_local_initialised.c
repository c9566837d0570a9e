/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same with an initialiser */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct process_id id) {
    const struct process_management_capability cap = {};
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, cap);
}
