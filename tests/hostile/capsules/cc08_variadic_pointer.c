/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a variadic function */
/* expect: CC08 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE job {
    void (*run)(uint32_t, ...);
};

static void run(const struct job *job, struct device *self) {
    job->run(1, self);
}
