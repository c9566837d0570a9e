/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a predefined macro's value, which may differ between compilers, as a length */
/* expect: CC19|CC02|CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t words[__GNUC__];

static void set(void) {
    uint32_t *p = &words[3];
    *p = 0;
}
