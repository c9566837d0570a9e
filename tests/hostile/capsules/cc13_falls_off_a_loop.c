/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the end of a function behind a loop that may be left */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static struct device *find(struct device *self) {
    for (uint32_t i = 0; i < NUMBERS; i++) {
        if (self->numbers[i] == 0) {
            return self;
        }
    }
}

static void run(struct device *self) {
    find(self)->count = 0;
}
