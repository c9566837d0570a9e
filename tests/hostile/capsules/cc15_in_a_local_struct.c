/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability as a member of a local structure */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

struct tools {
    uint32_t count;
    struct process_management_capability management;
};

static void kill(struct process_id id) {
    struct tools tools = {.count = 1};
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, tools.management);
}
