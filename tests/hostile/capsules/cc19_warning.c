/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a message from the preprocessor */
/* expect: CC19|CC07 */
#include "tests/hostile/capsules/device.h"

#warning "look over there"
static void run(struct device *self) {
    self->count++;
}
