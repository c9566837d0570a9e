/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer in a grant's handle that only carries the type */
/* expect: CC03|CC06 */
#include "tests/hostile/capsules/device.h"

static uint32_t look(struct device *self) {
    return self->apps.state->count;
}
