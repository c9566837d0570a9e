/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of a member of an element far beyond the end */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static struct device devices[2];
static struct device *const third = &devices[3];

static void run(void) {
    third->count = 0;
}
