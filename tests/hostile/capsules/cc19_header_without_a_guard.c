/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header that is read twice and is another the second time */
/* expect: CC19|CC11|CC01 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc19_header_without_a_guard.h"
#include "tests/hostile/capsules/cc19_header_without_a_guard.h"

static void run(uint32_t address) {
    poke(address);
}
