/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a grant whose state is a pointer */
/* expect: CC04|CC06 */
#include "tests/hostile/capsules/device.h"

GRANT(pointer_apps, struct device *, .upcalls = 1);
struct STATIC_TYPE keeper {
    union pointer_apps apps;
};

static void run(struct keeper *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        (*app)->count++;
    }
}
