/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer two levels down in anonymous structures */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static struct {
    struct {
        struct {
            struct app *app;
        };
    } inner;
} keeper;

static void run(struct device *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        keeper.inner.app = app;
    }
}
