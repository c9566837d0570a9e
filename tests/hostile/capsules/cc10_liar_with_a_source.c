/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header with a source that does not define what the header declares */
/* expect: CC10|CC11|CC19 */
#include "tests/hostile/capsules/cc10_liar_source.h"

static void poke(uint32_t address, uint32_t value) {
    (void)slice_set_u32(address, 4, 0, value);
}
