/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a star before the name of the block's variable */
/* expect: CC19|CC04|CC01|CC03 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, *app, error) {
        self->count++;
    }
}
