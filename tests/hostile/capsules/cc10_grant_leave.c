/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to leave a grant inside its block, and go on using it */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        struct app *again = app;
        grant_leave(&again);
        app->count++;
    }
}
