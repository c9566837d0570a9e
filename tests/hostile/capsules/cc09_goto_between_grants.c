/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump from one grant block into another */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, a, error) {
        goto inside;
    }
    GRANT_ENTER (self->apps, pid, b, error) {
    inside:
        b->count++;
    }
}
