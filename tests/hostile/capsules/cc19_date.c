/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a macro whose value depends on when one looks */
/* expect: CC19|CC14|CC17 */
#include "tests/hostile/capsules/device.h"

static uint8_t run(void) {
    return (uint8_t)__TIME__[0];
}
