/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to keep the pointer of a grant block in the object */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE keeper {
    union apps apps;
    struct app *current;
};

static void run(struct keeper *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        self->current = app;
    }
}

static void later(struct keeper *self) {
    self->current->count = 1;
}
