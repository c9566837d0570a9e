/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by the compiler's version */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->count++;
#if __GNUC__ >= 10
    __asm__("cpsid i");
#endif
}
