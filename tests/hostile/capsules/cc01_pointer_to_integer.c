/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to learn where an object lies */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static command_result where(struct device *self) {
    return command_success_u32((uint32_t)&self->count);
}
