/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a capability in the place of an object in a grant */
/* expect: CC15|CC06 */
#include "tests/hostile/capsules/device.h"

static void kill(struct device *self, struct process_id id) {
    enum errorcode error;
    GRANT_ENTER (self->apps, id, app, error) {
        struct grant_object object;
        GRANT_OBJECT (app, struct process_management_capability, object, cap) {
            (void)process_control(id, PROCESS_OPERATION_TERMINATE, *cap);
        }
    }
}
