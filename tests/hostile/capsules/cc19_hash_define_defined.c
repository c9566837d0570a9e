/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: defined that comes out of a macro */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

#define HAS_ASM defined(__OPTIMIZE__)
static void run(struct device *self) {
    self->count++;
#if HAS_ASM
    __asm__("cpsid i");
#endif
}
