/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a device register by its address */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void reset_port(uint32_t value) {
    *(uint32_t *)0x40025000 = value;
}

static void start(struct device *self) {
    reset_port(self->count);
}
