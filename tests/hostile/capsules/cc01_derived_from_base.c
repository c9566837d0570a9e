/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: from a first member to the larger structure */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE base {
    uint32_t kind;
};
struct STATIC_TYPE derived {
    struct base base;
    uint32_t more[8];
};

static void extend(struct base *b, uint32_t i) {
    ((struct derived *)b)->more[i] = 1;
}
