/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the name of the block's variable with more behind it; GCC refuses this one too */
/* expect: CC19|CC04|CC07|CC02 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id pid) {
    enum errorcode error;
    struct app other = {0};
    GRANT_ENTER (self->apps, pid, app = &other, *second, error) {
        self->count++;
    }
}
