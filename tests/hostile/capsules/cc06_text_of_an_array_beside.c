/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the bytes behind a buffer's name as a text */
/* expect: CC06|CC01|CC17 */
#include "tests/hostile/capsules/device.h"

BUFFER(mine, 8);

static void leak(struct device *self) {
    const struct text t = {.chars = (const char *)mine_bytes};
    buffer_text(self->tx, t);
}
