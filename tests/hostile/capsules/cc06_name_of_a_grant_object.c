/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a forged name of an object in a grant */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller, uint32_t stamp) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        struct grant_object object = {.stamp = stamp};
        GRANT_OBJECT (app, struct sample, object, s) {
            s->value = 0;
        }
    }
}
