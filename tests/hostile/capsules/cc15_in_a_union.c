/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability as a member of a union */
/* expect: CC15|CC06 */
#include "tests/hostile/capsules/device.h"

union pun {
    uint32_t number;
    struct process_management_capability management;
};

static void kill(struct process_id id) {
    union pun p = {.number = 1};
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, p.management);
}
