/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that returns a pointer and may end without */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static struct device *find(struct device *self, bool c) {
    if (c) {
        return self->next;
    }
}

static void run(struct device *self, bool c) {
    find(self, c)->count = 0;
}
