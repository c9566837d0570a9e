/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the end of a function behind a grant block that may be skipped */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static struct device *find(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->count++;
        return self;
    }
}

static void run(struct device *self, struct process_id caller) {
    find(self, caller)->count = 0;
}
