/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static client of a type of which there are borrowed objects */
/* expect: CC04|CC01|CC06 */
#include "tests/hostile/capsules/device.h"

static void fired(struct sample *self) {
    self->value++;
}
static struct sample sample;
static const struct alarm_client client = ALARM_CLIENT(struct sample, fired, &sample);

static const struct alarm_client *get(void) {
    return &client;
}
