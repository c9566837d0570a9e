/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that writes under a pointer to one that reads */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

struct ops {
    void (*look)(const struct device *d);
};

static void write(struct device *d) {
    d->count = 0;
}
static const struct ops ops = {.look = write};

static void run(const struct device *self) {
    ops.look(self);
}
