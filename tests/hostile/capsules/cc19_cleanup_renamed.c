/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a word that the API's macros are made of is redefined: grants are never left */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#define cleanup(x) unused

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->count++;
    }
}
