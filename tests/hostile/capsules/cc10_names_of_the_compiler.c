/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: statics of other names that the compiler may call */
/* expect: CC10|CC14 */
#include "tests/hostile/capsules/device.h"

static const uint16_t memcmp[] = {0x4770};
static const uint16_t memmove[] = {0x4770};

static uint16_t run(void) {
    return (uint16_t)(memcmp[0] + memmove[0]);
}
