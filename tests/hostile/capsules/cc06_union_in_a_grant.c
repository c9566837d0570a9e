/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a union of number and pointer in the grant of a process */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct pun_app {
    union {
        uint32_t number;
        struct device *device;
    } u;
};
GRANT(pun_apps, struct pun_app, .upcalls = 1);
struct STATIC_TYPE punner {
    union pun_apps apps;
};

static void poke(struct punner *self, struct process_id caller, uint32_t address) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->u.number = address;
        app->u.device->count = 0;
    }
}
