/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: fixed-point numbers, which one of the compilers knows */
/* expect: CC14|CC00 */
#include "tests/hostile/capsules/device.h"

static _Accum a;

static void run(void) {
    a += a;
}
