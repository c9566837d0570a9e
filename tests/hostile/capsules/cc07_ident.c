/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a string in another section */
/* expect: CC07|CC19 */
#include "tests/hostile/capsules/device.h"

#ident "kernel"
static void run(struct device *self) {
    self->count = 0;
}
