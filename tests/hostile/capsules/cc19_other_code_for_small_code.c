/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by a flag of size */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->count++;
#ifdef __OPTIMIZE_SIZE__
    __asm__("cpsid i");
#endif
}
