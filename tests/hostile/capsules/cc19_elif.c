/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same behind #elif */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

#define MINE 0
static void run(struct device *self) {
    self->count++;
#if MINE
    self->count++;
#elif defined(__OPTIMIZE__)
    __asm__("cpsid i");
#endif
}
