/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a text left open in skipped lines */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

#if 0
it's not code
#endif
static void run(uint32_t address) {
    *(uint32_t *)address = 0;
}
