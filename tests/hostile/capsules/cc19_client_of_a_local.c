/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client whose object is a local */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static void fired(struct sample *self, uint32_t now) {
    (void)now;
    self->value++;
}

static void run(struct sample *s) {
    const struct alarm_client client = ALARM_CLIENT(struct sample, fired, s);
    alarm_client_fired(&client, 0);
}
