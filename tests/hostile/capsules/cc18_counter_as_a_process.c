/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the counter is the word of a process, which GRANT_EACH sets */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    struct process_id pid;
    for (pid.word = 0; pid.word < 8; pid.word++) {
        GRANT_EACH (self->apps, pid, app) {
            app->count++;
        }
    }
}
