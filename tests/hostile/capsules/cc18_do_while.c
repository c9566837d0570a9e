/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a loop that ends when somebody else says so */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    do {
        self->count++;
    } while (!gpio_read(self->pin));
}
