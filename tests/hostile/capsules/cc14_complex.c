/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: complex numbers */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static _Complex double z;

static void run(void) {
    z = 1;
}
