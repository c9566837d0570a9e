/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: other code by the value of a constant of many characters */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->count++;
#if 'ab' == 0x6162
    __asm__("cpsid i");
#endif
}
