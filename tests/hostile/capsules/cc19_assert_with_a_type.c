/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type defined inside a static assertion; GCC refuses this one too */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    _Static_assert(sizeof(struct object { uint32_t words[4]; }) == 16, "");
    return self->uart->self->words[0];
}
