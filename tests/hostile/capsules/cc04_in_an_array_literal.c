/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer inside an array that is a compound literal */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        (struct app *[]){app, app}[1]->count++;
    }
}
