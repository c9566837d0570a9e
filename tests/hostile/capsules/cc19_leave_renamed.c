/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the function that the API's macro names is made another */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

static void stay(struct app **app) {
    *app = NULL;
}
#define grant_leave stay

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->count++;
    }
}
