/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal of a handle as the argument of the block */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct large_app {
    uint32_t words[256];
};
GRANT(large_apps, struct large_app, .upcalls = 2);

static void poke(struct device *self, struct process_id pid, uint32_t i) {
    enum errorcode error;
    GRANT_ENTER (((union large_apps){.handle = self->apps.handle}), pid, app, error) {
        app->words[i] = 0;
    }
}
