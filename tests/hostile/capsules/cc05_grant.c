/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer of a grant block is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static struct app *find(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        return app;
    }
    return NULL;
}

static void run(struct device *self, struct process_id caller) {
    struct app *app = find(self, caller);
    if (app != NULL) {
        app->count++;
    }
}
