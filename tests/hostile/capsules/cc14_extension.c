/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a statement expression that asks for silence */
/* expect: CC14|CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t x) {
    return __extension__({ uint32_t y = x; y + 1; });
}
