/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a reserved name spelled with a universal character name */
/* expect: CC14|CC10|CC19 */
#include "tests/hostile/capsules/device.h"

static uint32_t n\u00FCmber;

static void run(void) {
    n\u00FCmber++;
}
