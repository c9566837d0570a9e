/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the grant of one process is used while another one's is entered */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    struct process_id pid;
    struct app *last = NULL;
    GRANT_EACH (self->apps, pid, app) {
        if (last != NULL) {
            last->count = app->count;
        }
        last = app;
    }
}
