/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static reference walks over an array of its type */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static struct device devices[2];

static void clear_all(void) {
    struct device *d = &devices[0];
    for (uint32_t i = 0; i < 8; i++) {
        d->count = 0;
        d++;
    }
}
