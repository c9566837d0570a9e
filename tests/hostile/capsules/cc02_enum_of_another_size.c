/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a length that the two compilers may see differently: enums are short on this machine */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

enum mode { MODE_OFF, MODE_ON };
static uint32_t words[sizeof(enum mode)];

static void set(uint32_t value) {
    uint32_t *p = &words[3];
    *p = value;
}
