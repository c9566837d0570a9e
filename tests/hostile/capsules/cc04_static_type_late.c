/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type that is declared without the mark and defined with it */
/* expect: CC04|CC06 */
#include "tests/hostile/capsules/device.h"

struct point;
static struct point *kept;
struct STATIC_TYPE point {
    uint32_t x, y;
};

static void run(void) {
    struct point p = {1, 2};
    kept = &p;
}
