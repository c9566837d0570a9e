/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a text that is not a literal and need not end */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static uint32_t count;

static void leak(struct device *self) {
    const char *p = (const char *)&count;
    struct text t = {p};
    buffer_text(self->tx, t);
}
