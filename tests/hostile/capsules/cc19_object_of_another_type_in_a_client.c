/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client whose object is of another type; GCC refuses this one too */
/* expect: CC01|CC06 */
#include "tests/hostile/capsules/device.h"

static void fired(struct device *self, uint32_t now) {
    (void)now;
    self->count++;
}
static struct manager *somebody;
static const struct alarm_client client = ALARM_CLIENT(struct device, fired, somebody);

static const struct alarm_client *get(void) {
    return &client;
}
