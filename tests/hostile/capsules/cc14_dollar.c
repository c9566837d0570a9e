/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a name with a dollar, as the assembler's mapping symbols have */
/* expect: CC14|CC10|CC19 */
#include "tests/hostile/capsules/device.h"

static uint32_t $d;

static void run(void) {
    $d = 0x4770;
}
