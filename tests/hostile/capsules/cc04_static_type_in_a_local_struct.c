/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same as a member of a local structure that is not marked */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct pair {
    struct device a;
    uint32_t b;
};

static void run(struct device *self) {
    struct pair local = {.b = 1};
    self->next = &local.a;
}
