/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a macro of the API set aside and put back */
/* expect: CC19|CC07 */
#include "tests/hostile/capsules/device.h"

#pragma push_macro("ELEMENT")
#undef ELEMENT
#define ELEMENT(array, index) (&(array)[index])
static void set(struct device *self, uint32_t i) {
    *ELEMENT(self->numbers, i) = 0;
}
#pragma pop_macro("ELEMENT")
