/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to int as a pointer to unsigned */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void count(int32_t *p) {
    (*p)++;
}

static void tick(struct device *self) {
    count(&self->count);
}
