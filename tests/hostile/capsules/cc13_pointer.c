/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an uninitialised pointer */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static void poke(void) {
    struct sample *s;
    s->value = 0;
}
