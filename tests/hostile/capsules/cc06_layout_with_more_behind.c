/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: more definitions behind the layout of a grant */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

GRANT(more_apps, struct app, .upcalls = 1}; static uint32_t *const word = (uint32_t *)0x20000000; static const struct grant_layout more_layout = {.upcalls = 1);

static void poke(void) {
    *word = 0;
}
