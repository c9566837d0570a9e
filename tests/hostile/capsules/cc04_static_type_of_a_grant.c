/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a grant's state of a type whose pointers may be kept */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE lasting_app {
    uint32_t count;
};
GRANT(lasting_apps, struct lasting_app, .upcalls = 1);
struct STATIC_TYPE keeper {
    union lasting_apps apps;
    struct lasting_app *kept;
};

static void run(struct keeper *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        self->kept = app;
    }
}
