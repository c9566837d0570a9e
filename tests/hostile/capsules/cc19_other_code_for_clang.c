/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by the compiler's name */
/* expect: CC19|CC14 */
#include "tests/hostile/capsules/device.h"

#ifdef __clang__
#define ADDRESS(self) (&(self)->count)
#else
#define ADDRESS(self) (&(self)->count + 4)
#endif

static void run(struct device *self) {
    *ADDRESS(self) = 0;
}
