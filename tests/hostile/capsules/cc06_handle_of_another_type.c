/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the handle of one grant under the type of another */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct large_app {
    uint32_t words[256];
};
GRANT(large_apps, struct large_app, .upcalls = 2);

static void poke(struct device *self, struct process_id pid, uint32_t i) {
    union large_apps large = {.handle = self->apps.handle};
    enum errorcode error;
    GRANT_ENTER (large, pid, app, error) {
        app->words[i] = 0;
    }
}
