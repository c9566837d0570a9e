/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: two types in the place of one in SELF and METHOD; GCC refuses this one too */
/* expect: CC19|CC01|CC14|CC06 */
#include "tests/hostile/capsules/device.h"

static void fired(struct device *self) {
    self->count++;
}
static struct manager somebody_else;
static const struct alarm_client client =
    ALARM_CLIENT(struct device *: 0, struct manager, fired, &somebody_else);

static const struct alarm_client *get(void) {
    return &client;
}
