/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a borrowed pointer kept in the grant of a process */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct link_app {
    struct link_app *other;
    uint32_t count;
};
GRANT(link_apps, struct link_app, .upcalls = 1);
struct STATIC_TYPE linker {
    union link_apps apps;
};

static void run(struct linker *self, struct process_id caller, struct process_id other) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, a, error) {
        GRANT_ENTER (self->apps, other, b, error) {
            a->other = b;
        }
    }
}
