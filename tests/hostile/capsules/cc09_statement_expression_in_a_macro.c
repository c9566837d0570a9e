/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same in an argument of a macro of the API */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static command_result run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, ({ struct process_id p = caller; p; }), app, error) {
        app->count++;
    }
    return command_status(error);
}
