/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the block's own variable is set to null, so that the grant is never left */
/* expect: CC04|CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->count++;
        app = NULL;
    }
}
