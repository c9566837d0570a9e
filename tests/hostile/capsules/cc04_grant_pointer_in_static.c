/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to keep the pointer of a grant block in a static */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static struct app *kept;

static command_result run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        kept = app;
    }
    return command_status(error);
}

static void later(void) {
    kept->count = 1;
}
