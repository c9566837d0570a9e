/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to call a function with other arguments than it has */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void poke(uint32_t *p) {
    *p = 0;
}

struct STATIC_TYPE job {
    void (*run)(uint32_t);
};
static struct job job = {(void (*)(uint32_t))poke};

static void run(struct device *self) {
    job.run(self->count);
}
