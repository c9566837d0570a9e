/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer to an object of a grant goes out of its block */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        struct grant_object object;
        struct sample *outer = NULL;
        if (GRANT_OBJECT_NEW(app, struct sample, &object) == OK) {
            GRANT_OBJECT (app, struct sample, object, s) {
                outer = s;
            }
            GRANT_OBJECT_RELEASE(app, object);
            outer->value = 1;
        }
    }
}
