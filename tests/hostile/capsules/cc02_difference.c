/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to learn how far apart two objects lie */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t origin;

static command_result distance(struct device *self) {
    return command_success_u32((uint32_t)(&self->count - &origin));
}
