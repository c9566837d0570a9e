/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a kernel header by way of a header of one's own */
/* expect: CC11 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc11_included_by_own_header.h"

static void poke(uint32_t address) {
    memory_zero(address, 4);
}
