/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the own handle is made another driver's */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void poke(struct device *self, struct process_id pid, uint32_t i) {
    self->apps.handle.driver = (uint8_t)i;
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, app, error) {
        app->count = 0;
    }
}
