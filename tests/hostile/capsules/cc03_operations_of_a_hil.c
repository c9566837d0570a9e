/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to call the operation of a HIL with an object of one's own choice */
/* expect: CC03|CC06|CC10 */
#include "tests/hostile/capsules/device.h"

static void send(struct device *self) {
    (void)self->uart->ops->transmit(self->alarm->self, self->tx);
}
