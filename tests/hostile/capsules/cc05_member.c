/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a member of what a parameter points to is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static uint32_t *slot(struct app *app, uint32_t i) {
    return ELEMENT(app->values, i);
}

static void run(struct device *self, struct process_id caller, uint32_t i) {
    enum errorcode error;
    uint32_t *p = &self->count;
    GRANT_ENTER (self->apps, caller, app, error) {
        p = slot(app, i);
    }
    *p = 1;
}
