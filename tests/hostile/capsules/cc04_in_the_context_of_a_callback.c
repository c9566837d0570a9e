/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer is bound to a callback as its context */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE callback {
    void (*done)(struct app *context);
    struct app *context;
};
static struct callback callback;

static void finish(struct app *context) {
    context->pending = false;
}

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        callback.done = finish;
        callback.context = app;
    }
}

static void fired(void) {
    callback.done(callback.context);
}
