/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client for reading made of one for writing, and the other way round */
/* expect: CC01|CC06 */
#include "tests/hostile/capsules/device.h"

static void fired(struct device *self, uint32_t now) {
    (void)now;
    self->count++;
}
static const struct device constant = {.count = 1};
static const struct alarm_client client =
    ALARM_CLIENT(struct device, fired, (struct device *)&constant);

static const struct alarm_client *get(void) {
    return &client;
}
