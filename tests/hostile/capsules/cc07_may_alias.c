/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type that may alias */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

typedef uint32_t __attribute__((may_alias)) word;

static void set(word *w) {
    *w = 0;
}
