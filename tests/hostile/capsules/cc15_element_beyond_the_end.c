/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability in an element far beyond an array of structures without size */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

struct wrapped {
    struct process_management_capability management;
};
struct STATIC_TYPE killer {
    uint32_t count;
    struct wrapped all[1];
};

static void kill(struct killer *self, struct process_id id, uint32_t i) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, self->all[i].management);
}
