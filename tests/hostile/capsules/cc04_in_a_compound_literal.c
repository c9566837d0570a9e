/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer inside a compound literal */
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
    GRANT_ENTER (self->apps, caller, app, error) {
        use((struct holder){.app = app});
    }
}
