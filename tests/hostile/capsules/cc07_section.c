/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a variable in another section */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

__attribute__((section(".vectors"))) static const uint32_t vectors[2] = {0x20001000, 0x101};

static uint32_t get(uint32_t i) {
    return vectors[i];
}
