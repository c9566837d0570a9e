/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the word asm broken by a line's end */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

static void off(void) {
    as\
m("cpsid i");
}
