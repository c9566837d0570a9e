/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a type that is not complete where it is kept */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

struct point;
static struct point *kept;
static void keep(struct point *p) {
    kept = p;
}
struct point {
    uint32_t x, y;
};

static void run(void) {
    struct point p = {1, 2};
    keep(&p);
}
