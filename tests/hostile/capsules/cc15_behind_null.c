/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability behind a null pointer: nothing is read, so nothing traps */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

static void kill(struct process_id id) {
    const struct manager *none = NULL;
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, none->management);
}
