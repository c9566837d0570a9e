/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client as a local, which the port keeps */
/* expect: CC04|CC06 */
#include "tests/hostile/capsules/device.h"

static void fired(struct device *self, uint32_t now) {
    (void)now;
    self->count++;
}

static void run(void) {
    static struct device device;
    const struct alarm_client client = ALARM_CLIENT(struct device, fired, &device);
    alarm_client_fired(&client, 0);
}
