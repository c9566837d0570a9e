/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a parameter of any pointer type */
/* expect: CC07|CC06 */
#include "tests/hostile/capsules/device.h"

typedef union __attribute__((transparent_union)) {
    uint32_t *number;
    struct device *device;
} any;

static void clear(any a) {
    *a.number = 0;
}

static void run(struct device *self) {
    clear(self);
}
