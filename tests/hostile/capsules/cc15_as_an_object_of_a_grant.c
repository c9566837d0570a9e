/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability as an object in a grant */
/* expect: CC15|CC06 */
#include "tests/hostile/capsules/device.h"

struct wrapped {
    struct process_management_capability management;
};

static void kill(struct device *self, struct process_id id) {
    enum errorcode error;
    GRANT_ENTER (self->apps, id, app, error) {
        struct grant_object object;
        if (GRANT_OBJECT_NEW(app, struct wrapped, &object) == OK) {
            GRANT_OBJECT (app, struct wrapped, object, w) {
                (void)process_control(id, PROCESS_OPERATION_TERMINATE, CAPABILITY(w, management));
            }
        }
    }
}
