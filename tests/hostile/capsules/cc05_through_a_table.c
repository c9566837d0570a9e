/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function in a table returns a borrowed pointer */
/* expect: CC05|CC04 */
#include "tests/hostile/capsules/device.h"

struct ops {
    uint32_t *(*find)(struct app *app);
};

static uint32_t *find(struct app *app) {
    return &app->count;
}
static const struct ops ops = {.find = find};

static void run(struct device *self, struct process_id caller) {
    uint32_t *p = NULL;
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        p = ops.find(app);
    }
    *p = 1;
}
