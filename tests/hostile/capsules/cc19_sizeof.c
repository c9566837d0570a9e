/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: sizeof means something else in the API's macros */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#define sizeof(x) 1000u

static void set(struct device *self, uint32_t i) {
    *ELEMENT(self->numbers, i) = 0;
}
