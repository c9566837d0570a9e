/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: members of the layout by position, so that the size may be overtaken */
/* expect: CC06|CC19 */
#include "tests/hostile/capsules/device.h"

GRANT(tiny_apps, struct app, 1, 0, 0, 0, false, 4);
struct STATIC_TYPE tiny {
    union tiny_apps apps;
};

static void run(struct tiny *self, struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, app, error) {
        app->values[7] = 0;
    }
}
