/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to enter a grant without the block */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    struct app *app = grant_enter(self->apps.handle, caller, &error);
    app->count++;
}
