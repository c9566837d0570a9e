/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: TEXT with a name instead of a literal */
/* expect: CC17|CC06|CC02 */
#include "tests/hostile/capsules/device.h"

static const char chars[2] = {'a', 'b'};

static void leak(struct device *self) {
    struct text t = {chars};
    buffer_text(self->tx, t);
}
