/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability as the grant of a process */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

GRANT(cap_apps, struct process_management_capability, .upcalls = 1);
struct STATIC_TYPE killer {
    union cap_apps apps;
};

static void kill(struct killer *self, struct process_id id) {
    enum errorcode error;
    GRANT_ENTER (self->apps, id, app, error) {
        (void)process_control(id, PROCESS_OPERATION_TERMINATE, *app);
    }
}
