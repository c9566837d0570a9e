/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the error of a grant block is written over a constant */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static const enum errorcode constant = OK;

static void run(struct device *self, struct process_id pid) {
    GRANT_ENTER (self->apps, pid, app, constant) {
        app->count++;
    }
}
