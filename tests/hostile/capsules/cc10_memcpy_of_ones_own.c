/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a static function of the name that the compiler copies structures with: it is given
 * addresses as numbers */
/* expect: CC10|CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t leaked;
struct large {
    uint32_t words[64];
};
static struct large a, b;

static void memcpy(uint32_t to, uint32_t from, uint32_t n) {
    leaked = to ^ from ^ n;
}

static void run(void) {
    a = b;
    memcpy(0, 0, 0);
}
