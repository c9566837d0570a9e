/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a structure that is returned with a reference to a number in it */
/* expect: CC04|CC05 */
#include "tests/hostile/capsules/device.h"

struct found {
    struct device *device;
    uint32_t *count;
};

static struct found find(struct device *self, uint32_t *count) {
    return (struct found){self, count};
}

static uint32_t run(struct device *self) {
    struct found f;
    {
        uint32_t local = 1;
        f = find(self, &local);
    }
    return *f.count;
}
