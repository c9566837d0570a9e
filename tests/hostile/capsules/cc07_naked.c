/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function without prologue */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

__attribute__((naked)) static void bare(void) {
}

static void run(void) {
    bare();
}
