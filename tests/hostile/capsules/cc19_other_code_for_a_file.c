/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by a file that is there or not */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->count++;
#if __has_include("build/capcheck")
    __asm__("cpsid i");
#endif
}
