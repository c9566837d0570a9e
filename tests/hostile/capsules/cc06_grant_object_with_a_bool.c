/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: numbers written to an object of a grant are read as a truth value */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct numbers {
    uint8_t bytes[4];
};
struct flags {
    bool flags[4];
};
static uint32_t two[2];

static void run(struct device *self, struct process_id caller, uint8_t byte) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        struct grant_object object;
        if (GRANT_OBJECT_NEW(app, struct numbers, &object) == OK) {
            GRANT_OBJECT (app, struct numbers, object, n) {
                n->bytes[0] = byte;
            }
            GRANT_OBJECT (app, struct flags, object, f) {
                two[f->flags[0]] = 1;
            }
        }
    }
}
