/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: memset with linkage, announced in a header of one's own */
/* expect: CC10|CC14 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc10_memset_in_the_header.h"

uint32_t memset(uint32_t to, uint32_t value, uint32_t n) {
    return to + value + n;
}
