/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an object allocated in a grant whose pointer may be kept */
/* expect: CC04|CC06 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE lasting {
    uint32_t count;
};
static struct {
    struct lasting *kept;
} keeper;

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        struct grant_object object;
        if (GRANT_OBJECT_NEW(app, struct lasting, &object) == OK) {
            GRANT_OBJECT (app, struct lasting, object, l) {
                keeper.kept = l;
            }
        }
    }
}
