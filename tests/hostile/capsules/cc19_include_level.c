/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: other code by the depth of inclusion */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->count++;
#if __INCLUDE_LEVEL__ == 0
    __asm__("cpsid i");
#endif
}
