/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: numbers written to an object of a grant are read as a pointer */
/* expect: CC06|CC04 */
#include "tests/hostile/capsules/device.h"

struct numbers {
    uint32_t words[2];
};
struct reference {
    struct device *device;
    uint32_t more;
};

static void run(struct device *self, struct process_id caller, uint32_t address) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        struct grant_object object;
        if (GRANT_OBJECT_NEW(app, struct numbers, &object) == OK) {
            GRANT_OBJECT (app, struct numbers, object, n) {
                n->words[0] = address;
            }
            GRANT_OBJECT (app, struct reference, object, r) {
                r->device->count = 0;
            }
        }
    }
}
