/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer travels in a structure that is passed by value */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct holder {
    struct app *app;
};

static void use(struct holder h) {
    h.app->count++;
}

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    struct holder h = {0};
    GRANT_ENTER (self->apps, caller, app, error) {
        h.app = app;
    }
    use(h);
}
