/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the size in a grant's layout is left out by a brace in the argument */
/* expect: CC06|CC19 */
#include "tests/hostile/capsules/device.h"

struct large_app {
    uint32_t words[256];
};
GRANT(large_apps, struct large_app, .upcalls = 1}, large_apps_other = {.upcalls = 1);
struct STATIC_TYPE large {
    union large_apps apps;
};

static void poke(struct large *self, struct process_id pid, uint32_t i) {
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, app, error) {
        app->words[i] = 0;
    }
}
