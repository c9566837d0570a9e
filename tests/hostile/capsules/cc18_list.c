/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a list that may be a ring */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t n = 0;
    for (struct device *d = self; d != NULL; d = d->next) {
        n++;
    }
    return n;
}
