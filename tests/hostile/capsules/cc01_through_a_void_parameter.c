/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a void pointer as the carrier between two types */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE long_device {
    uint32_t words[64];
};

static void clear(void *object) {
    struct long_device *wide = object;
    wide->words[63] = 0;
}

static void reset(struct device *self) {
    clear(self);
}
