/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a binding to what only looks like a table of HIL_OPS */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE table {
    struct uart_ops ops;
    struct device *self;
};

static struct uart bind(const struct table *fake, struct device *device) {
    struct uart made = HIL_BIND(*fake, device);
    return made;
}

void cc06_bound_to_a_struct(const struct table *fake, struct device *device) {
    (void)bind(fake, device);
}
