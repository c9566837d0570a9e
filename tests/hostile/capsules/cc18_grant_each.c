/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: GRANT_EACH whose process is set back in the body */
/* expect: CC18|CC19|CC04|CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        app->count++;
        pid = process_id_of(0, 0);
    }
}
