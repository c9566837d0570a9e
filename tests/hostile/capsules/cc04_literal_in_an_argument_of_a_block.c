/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in the header of a grant block */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, struct process_id pid) {
    const struct sample *p = &self->last;
    enum errorcode error;
    GRANT_ENTER (self->apps, (p = &(const struct sample){self->count, 2}, pid), app, error) {
        app->count++;
    }
    return p->value;
}
