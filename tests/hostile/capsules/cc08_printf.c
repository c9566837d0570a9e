/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that nobody declared, with a format */
/* expect: CC08|CC10|CC14 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    printf("%s%n", self->count, &self->count);
}
