/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability behind a typedef */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

typedef struct process_management_capability permit;

static void kill(struct process_id id) {
    permit p = {};
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, p);
}
