/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a mark of one's own on a type of which there are locals all the same */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE point {
    uint32_t x, y;
};
static struct point *kept;

static void keep(struct point *p) {
    kept = p;
}

static void run(void) {
    struct point p = {1, 2};
    keep(&p);
}
