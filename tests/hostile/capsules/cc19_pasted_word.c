/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a forbidden word put together */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_(a, b)

static void on(PASTE(vola, tile) uint32_t *p) {
    *p = 1;
}
