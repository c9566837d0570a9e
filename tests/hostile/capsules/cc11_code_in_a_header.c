/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: forbidden code in a header of one's own instead of the source */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc11_code_in_a_header.h"

static void run(uint32_t address) {
    poke(address);
}
