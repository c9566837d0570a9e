/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the compiler checks no index into a literal */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint8_t letter(uint32_t i) {
    return (uint8_t)"capsule"[i];
}

uint8_t cc17_element_of_a_literal(uint32_t i) {
    return letter(i);
}
