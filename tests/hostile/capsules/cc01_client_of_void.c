/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client made with void for its type: any object, any function */
/* expect: CC01|CC06|CC03|CC14 */
#include "tests/hostile/capsules/device.h"

static void fired(void *self, uint32_t now) {
    (void)now;
    (void)self;
}

static void bind(struct device *self) {
    static struct alarm_client client;
    client = (struct alarm_client)ALARM_CLIENT(void, fired, (void *)self);
}
