/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the size of the state given by hand, too */
/* expect: CC06|CC19 */
#include "tests/hostile/capsules/device.h"

GRANT(tiny_apps, struct app, .upcalls = 1, .state_bytes = 4);
struct STATIC_TYPE tiny {
    union tiny_apps apps;
};

static void run(struct tiny *self, struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, app, error) {
        app->values[7] = 0;
    }
}
