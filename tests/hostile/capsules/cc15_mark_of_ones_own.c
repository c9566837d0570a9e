/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the capability mark on a type of one's own, so as to confuse */
/* expect: CC15|CC19|CC07 */
#include "tests/hostile/capsules/device.h"

struct CAPABILITY_TYPE permit {};
static struct permit permit;

static const struct permit *get(void) {
    return &permit;
}
