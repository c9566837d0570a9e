/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: other code by a macro that the board's flags may define */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->count++;
#ifdef NDEBUG
    __asm__("cpsid i");
#endif
}
