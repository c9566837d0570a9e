/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a function without prototype */
/* expect: CC08 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE job {
    void (*run)();
};

static void clear(struct device *d) {
    d->count = 0;
}
static const struct job job = {clear};

static void run(uint32_t address) {
    job.run(address);
}
