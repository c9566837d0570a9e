/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: assembly in an argument of a macro of the API */
/* expect: CC07|CC09 */
#include "tests/hostile/capsules/device.h"

static void run(void) {
    LOOP_BOUND (({ __asm__("cpsid i"); 4u; })) {
        break;
    }
}
