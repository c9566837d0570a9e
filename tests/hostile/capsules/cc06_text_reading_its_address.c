/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer in a text is compared and kept */
/* expect: CC06|CC04 */
#include "tests/hostile/capsules/device.h"

static const char *kept;

static bool same(struct text a, struct text b) {
    kept = a.chars;
    return a.chars == b.chars;
}
