/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a cast smuggled into the argument of a macro of the API */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static command_result run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (((struct device *)self->uart->self)->apps, caller, app, error) {
        app->count++;
    }
    return command_status(error);
}
