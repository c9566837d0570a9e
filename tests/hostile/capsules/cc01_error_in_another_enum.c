/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the error of a grant block is another enum's */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

enum mode { MODE_OFF, MODE_ON };

static void run(struct device *self, struct process_id pid) {
    enum mode mode;
    GRANT_ENTER (self->apps, pid, app, mode) {
        app->count++;
    }
}
