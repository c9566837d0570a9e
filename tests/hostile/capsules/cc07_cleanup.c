/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of one's own for the end of a block */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

static void done(struct device **self) {
    (*self)->count = 0;
}

static void run(struct device *self) {
    struct device *guard __attribute__((cleanup(done))) = self;
    guard->count++;
}
