/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static capability, which is zero */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static struct process_management_capability cap;

static void kill(struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, cap);
}
