/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client whose type is void; GCC refuses this one too */
/* expect: CC01|CC06|CC03 */
#include "tests/hostile/capsules/device.h"

static void fired(void *self, uint32_t now) {
    (void)now;
    (void)self;
}
static void *somebody;
static const struct alarm_client client = ALARM_CLIENT(void, fired, somebody);

static const struct alarm_client *get(void) {
    return &client;
}
