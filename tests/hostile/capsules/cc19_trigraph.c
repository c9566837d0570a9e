/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a comment that a trigraph would continue, for one of the two compilers */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void run(uint32_t address) {
    // where does this comment end ??/
    *(uint32_t *)address = 0;
}
