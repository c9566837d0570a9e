/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that the compiler knows by itself */
/* expect: CC14|CC08|CC10 */
#include "tests/hostile/capsules/device.h"

static void copy(uint8_t *to, const uint8_t *from) {
    memmove(to, from, 64);
}
