/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability in the grant of a process, which starts as zero */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

struct cap_app {
    uint32_t count;
    struct process_management_capability management;
};
GRANT(cap_apps, struct cap_app, .upcalls = 1);
struct STATIC_TYPE killer {
    union cap_apps apps;
};

static void kill(struct killer *self, struct process_id id) {
    enum errorcode error;
    GRANT_ENTER (self->apps, id, app, error) {
        (void)process_control(id, PROCESS_OPERATION_TERMINATE, CAPABILITY(app, management));
    }
}
