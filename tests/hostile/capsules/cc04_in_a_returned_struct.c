/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer leaves in a structure that is returned */
/* expect: CC04|CC05 */
#include "tests/hostile/capsules/device.h"

struct found {
    struct app *app;
    bool ok;
};

static struct found find(struct device *self, struct process_id caller) {
    struct found f = {0};
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        f.app = app;
        f.ok = true;
    }
    return f;
}

static void run(struct device *self, struct process_id caller) {
    struct found f = find(self, caller);
    if (f.ok) {
        f.app->count++;
    }
}
