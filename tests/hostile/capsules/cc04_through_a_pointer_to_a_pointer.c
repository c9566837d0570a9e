/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer goes out through a parameter */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void find(struct device *self, struct process_id caller, struct app **found) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        *found = app;
    }
}

static void run(struct device *self, struct process_id caller) {
    struct app *app = NULL;
    find(self, caller, &app);
    app->count++;
}
