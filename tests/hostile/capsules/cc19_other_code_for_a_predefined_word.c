/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by a macro that only one compiler predefines */
/* expect: CC19|CC14|CC07 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    self->count++;
#ifdef __GNUC_STDC_INLINE__
#ifdef __GCC_IEC_559
    __asm__("cpsid i");
#endif
#endif
}
