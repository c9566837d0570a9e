/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a part of the grant goes out of the block */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    uint32_t *outer = NULL;
    GRANT_ENTER (self->apps, caller, app, error) {
        outer = &app->values[2];
    }
    if (outer != NULL) {
        *outer = 1;
    }
}
