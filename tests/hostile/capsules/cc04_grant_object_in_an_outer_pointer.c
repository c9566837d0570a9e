/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an object of a grant kept until another grant is entered */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id a, struct process_id b) {
    enum errorcode error;
    struct sample *kept = NULL;
    struct grant_object object;
    GRANT_ENTER (self->apps, a, app, error) {
        if (GRANT_OBJECT_NEW(app, struct sample, &object) == OK) {
            GRANT_OBJECT (app, struct sample, object, s) {
                kept = s;
            }
        }
    }
    GRANT_ENTER (self->apps, b, other, error) {
        kept->value = other->count;
    }
}
