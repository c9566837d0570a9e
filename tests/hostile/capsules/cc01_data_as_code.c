/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: numbers called as a function */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static const uint16_t code[] = {0x4770, 0xBF00};

static void run(void) {
    ((void (*)(void))code)();
}
