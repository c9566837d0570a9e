/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a structure of one's own with the members that the block looks for */
/* expect: CC06|CC04 */
#include "tests/hostile/capsules/device.h"

struct large_app {
    uint32_t words[256];
};
struct STATIC_TYPE mine {
    struct grant_handle handle;
    struct large_app *state;
};
static struct mine mine;

static void poke(struct device *self, struct process_id pid, uint32_t i) {
    mine.handle = self->apps.handle;
    enum errorcode error;
    GRANT_ENTER (mine, pid, app, error) {
        app->words[i] = 0;
    }
}
