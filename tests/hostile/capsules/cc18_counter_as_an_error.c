/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the counter is what a grant block says of its success */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id pid) {
    for (enum errorcode e = OK; e < ERR_SIZE; e++) {
        GRANT_ENTER (self->apps, pid, app, e) {
            app->count++;
        }
    }
}
