/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type that is declared with the mark and defined without it */
/* expect: CC04|CC06 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE point;
struct point {
    uint32_t x, y;
};
static struct point *kept;

static void run(void) {
    struct point p = {1, 2};
    kept = &p;
}
