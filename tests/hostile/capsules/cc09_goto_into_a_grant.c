/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump into a grant block past its entry */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    if (self->count > 0) {
        goto inside;
    }
    GRANT_ENTER (self->apps, caller, app, error) {
    inside:
        app->count++;
    }
}
