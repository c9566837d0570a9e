/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header that is nobody's declares a function of the API with numbers for a view: any
 * address can be written */
/* expect: CC10|CC11 */
#include "tests/hostile/capsules/liar.h"

static void poke(uint32_t address, uint32_t value) {
    (void)slice_set_u32(address, 4, 0, value);
}
