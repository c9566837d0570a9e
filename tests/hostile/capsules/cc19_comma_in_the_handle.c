/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the handle that is entered is not the one that carries the type */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct large_app {
    uint32_t words[256];
};
GRANT(large_apps, struct large_app, .upcalls = 2);

static void run(struct device *self, const union large_apps *large, struct process_id pid, bool c) {
    enum errorcode error;
    GRANT_ENTER ((c ? *large : (union large_apps){self->apps.handle}), pid, app, error) {
        app->words[200] = 1;
    }
}
