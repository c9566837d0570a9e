/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another structure without a cast */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE long_device {
    uint32_t words[64];
};

static void widen(struct device *self, uint32_t i) {
    struct long_device *wide = self;
    wide->words[i] = 0;
}
