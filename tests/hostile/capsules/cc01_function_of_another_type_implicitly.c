/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of another type without a cast */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void poke(uint32_t *p) {
    *p = 0;
}

struct STATIC_TYPE job {
    void (*run)(uint32_t);
};
static const struct job job = {poke};

static void run(struct device *self) {
    job.run(self->count);
}
