/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that promises a capability and falls off its end */
/* expect: CC15|CC13 */
#include "tests/hostile/capsules/device.h"

static struct process_management_capability make(void) {
}

static void kill(struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, make());
}
