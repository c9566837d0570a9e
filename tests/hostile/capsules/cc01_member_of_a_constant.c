/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a part of a constant object is handed to a function that writes it */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void run(const struct device *self) {
    deferred_call_set(&self->later);
}
