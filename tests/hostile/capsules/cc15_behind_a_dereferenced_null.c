/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a whole capability behind a null pointer to one */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(const struct process_management_capability *none, struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, *none);
}
