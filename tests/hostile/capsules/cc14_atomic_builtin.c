/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: exclusive access by a builtin */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    return __sync_fetch_and_add(&self->count, 1);
}
