/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an integer as a pointer without a cast */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

static void poke(void) {
    struct sample *s = 0x20000000;
    s->value = 0;
}
