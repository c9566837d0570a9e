/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a _Noreturn function that returns: what follows it in memory runs */
/* expect: CC13|CC07|CC14 */
#include "tests/hostile/capsules/device.h"

static _Noreturn void stop(struct device *self) {
    self->count = 0;
}

static void run(struct device *self) {
    if (self->count > 0) {
        stop(self);
    }
}
