/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a declarator of its own in GRANT_OBJECT */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct app *app, struct grant_object object) {
    GRANT_OBJECT (app, uint32_t, object, *words) {
        (void)words;
    }
}

void cc04_object_under_two_names(struct device *self) {
    enum errorcode error;
    GRANT_ENTER (self->apps, self->owner, app, error) {
        struct grant_object none = {0};
        run(app, none);
    }
    (void)error;
}
