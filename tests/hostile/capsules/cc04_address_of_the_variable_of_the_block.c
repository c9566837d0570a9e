/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of the block's own variable */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void swap(struct app **a) {
    *a = NULL;
}

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        swap(&app);
    }
}
