/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by builtins */
/* expect: CC09|CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t *back[5];

static void leave(void) {
    __builtin_longjmp((void **)back, 1);
}

static void run(void) {
    if (__builtin_setjmp((void **)back) == 0) {
        leave();
    }
}
