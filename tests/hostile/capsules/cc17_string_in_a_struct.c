/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a literal kept as a pointer in a structure */
/* expect: CC17|CC04 */
#include "tests/hostile/capsules/device.h"

struct name {
    const char *chars;
};
static const struct name name = {"abc"};

static uint8_t first(void) {
    return (uint8_t)*name.chars;
}
