/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element of an array in the value of an assignment */
/* expect: CC04|CC17 */
#include "tests/hostile/capsules/device.h"

struct block {
    uint32_t words[4];
};
static struct block a, b;

static void run(void) {
    uint32_t *p = &(a = b).words[1];
    *p = 1;
}
