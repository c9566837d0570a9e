/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the object of a deferred call is changed */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->later.self = self->uart->self;
    deferred_call_set(&self->later);
}
