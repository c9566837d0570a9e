/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a backslash, a blank and the end of a line: one line or two? */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

#define NOTHING /* \ 
*/ *(uint32_t *)0x20000000 = 0;
static void run(void) {
    NOTHING
}
