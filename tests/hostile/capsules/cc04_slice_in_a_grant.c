/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a view kept in the process's own grant */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct view_app {
    struct slice_rw to;
};
GRANT(view_apps, struct view_app, .allow_rw = 1);
struct STATIC_TYPE viewer {
    union view_apps apps;
};

static void run(struct viewer *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->to = slice_allowed_rw(self->apps.handle, caller, 0);
    }
}
