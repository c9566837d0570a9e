/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header inside a function; GCC refuses this one too */
/* expect: CC19|CC11 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
#include "hil/chip_select.h"
    return self->count;
}
