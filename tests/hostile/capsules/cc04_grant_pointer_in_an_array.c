/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer is kept in an array */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    struct app *list[2] = {0};
    GRANT_ENTER (self->apps, caller, app, error) {
        list[1] = app;
    }
    if (list[1] != NULL) {
        list[1]->count++;
    }
}
