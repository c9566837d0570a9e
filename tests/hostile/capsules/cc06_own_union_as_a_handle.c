/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a union of one's own with the members that the block looks for */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct large_app {
    uint32_t words[256];
};
union mine {
    struct grant_handle handle;
    struct large_app *state;
};
static union mine mine;

static void poke(struct process_id pid, uint32_t i) {
    enum errorcode error;
    GRANT_ENTER (mine, pid, app, error) {
        app->words[i] = 0;
    }
}
