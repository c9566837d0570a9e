/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the word asm put together by the preprocessor */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

#define PASTE(a, b) a##b
static void off(void) {
    PASTE(__as, m__)("cpsid i");
}
