/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability as a compound literal */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE,
                          (struct process_management_capability){});
}
