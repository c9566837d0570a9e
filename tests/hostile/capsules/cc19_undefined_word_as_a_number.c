/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same in an #if */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->count++;
#if defined(SCHEDULER_SOURCE) && PROCESS_SLOTS
    __asm__("cpsid i");
#endif
}
