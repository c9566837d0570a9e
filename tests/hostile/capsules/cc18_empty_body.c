/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a loop that waits for a pin */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    while (!gpio_read(self->pin)) {
    }
}
