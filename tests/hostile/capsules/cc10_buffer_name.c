/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of the kernel that reads bytes at a pointer */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    const uint8_t byte = 1;
    buffer_name(self->tx, &byte, 32);
}
