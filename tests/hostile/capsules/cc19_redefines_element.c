/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a macro of the API is redefined */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#undef ELEMENT
#define ELEMENT(array, index) (&(array)[index])

static void set(struct device *self, uint32_t i) {
    *ELEMENT(self->numbers, i) = 0;
}
