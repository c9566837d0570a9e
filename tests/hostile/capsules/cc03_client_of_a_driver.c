/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to call a client's function with another object */
/* expect: CC03|CC06|CC10 */
#include "tests/hostile/capsules/device.h"

static void tell(struct device *self) {
    self->client->received(self->uart->self, 0, OK);
}
