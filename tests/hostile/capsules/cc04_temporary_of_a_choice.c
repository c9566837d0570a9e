/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element of an array in one of two structures by value */
/* expect: CC04|CC17 */
#include "tests/hostile/capsules/device.h"

struct block {
    uint32_t words[4];
};
static struct block a, b;

static void run(bool c) {
    uint32_t *p = &(c ? a : b).words[1];
    *p = 1;
}
