/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: NULL is made another address */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#undef NULL
#define NULL ((void *)0x20000000)

static struct device *none(void) {
    return NULL;
}
