/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "tests/hostile/capsules/whole/mark/giver.h"

void giver_run(struct giver *self, struct process_id pid) {
    struct parcel local = {{0}};
    keeper_put(&local);
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, app, error) {
        keeper_put(app);
    }
}
