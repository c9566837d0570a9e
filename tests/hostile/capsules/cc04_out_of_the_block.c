/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer goes to a variable outside the grant block */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    struct app *outer = NULL;
    GRANT_ENTER (self->apps, caller, app, error) {
        outer = app;
    }
    if (outer != NULL) {
        outer->count++;
    }
}
