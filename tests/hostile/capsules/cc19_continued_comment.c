/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a comment that a backslash continues: what looks like code is none, what looks like none
 * is */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void run(uint32_t address) {
    /* a comment *\
/ *(uint32_t *)address = 0;
}
