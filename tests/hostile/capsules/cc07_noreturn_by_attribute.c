/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that returns although it says it does not: what follows it in memory runs */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

__attribute__((noreturn)) static void stop(struct device *self) {
    self->count = 0;
}

static void run(struct device *self) {
    if (self->count > 0) {
        stop(self);
    }
}
