/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: machine code under the name of the function that the compiler copies structures with */
/* expect: CC10|CC14 */
#include "tests/hostile/capsules/device.h"

static const uint16_t memcpy[] = {0x4770, 0x4770, 0x4770, 0x4770};
struct large {
    uint32_t words[64];
};
static struct large a, b;

static uint16_t run(void) {
    a = b;
    return memcpy[a.words[0] & 3];
}
