/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a member that the API's macros name becomes another; GCC refuses this one too */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#define handle state

static void run(struct device *self, struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, app, error) {
        app->count++;
    }
}
