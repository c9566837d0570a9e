/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static of a typedef that does not look like a pointer */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

typedef struct app *handle;
static handle kept;

static void keep(handle h) {
    kept = h;
}

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        keep(app);
    }
}
