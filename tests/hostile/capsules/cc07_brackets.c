/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an attribute in double brackets */
/* expect: CC07|CC19|CC00 */
#include "tests/hostile/capsules/device.h"

[[gnu::section(".vectors")]] static const uint32_t vectors[2] = {0, 1};

static uint32_t get(uint32_t i) {
    return vectors[i];
}
