/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same in a header of one's own */
/* expect: CC10 */
#include "tests/hostile/capsules/cc10_own_liar.h"

static void poke(uint32_t address, uint32_t value) {
    (void)slice_set_u32(address, 4, 0, value);
}
