/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an object in a grant whose pointer may be kept */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct box_app {
    struct sample samples[2];
    struct device device;
};
GRANT(box_apps, struct box_app, .upcalls = 1);
struct STATIC_TYPE keeper {
    union box_apps apps;
    struct device *kept;
};

static void run(struct keeper *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        self->kept = &app->device;
    }
}
