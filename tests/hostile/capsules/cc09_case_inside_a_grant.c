/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a case inside a grant block */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller, uint32_t x) {
    enum errorcode error;
    switch (x) {
    case 0:
        GRANT_ENTER (self->apps, caller, app, error) {
        case 1:
            app->count++;
        }
        break;
    default:
        break;
    }
}
