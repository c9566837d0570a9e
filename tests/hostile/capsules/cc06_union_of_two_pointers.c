/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: one type of pointer for another, through a union */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

union either {
    struct device *device;
    struct manager *manager;
};
static union either either;

static void confuse(struct device *self) {
    either.device = self;
    either.manager->count = 0;
}
