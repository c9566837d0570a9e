/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a thread's variable, which nobody sets up here */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static _Thread_local uint32_t count;

static void run(void) {
    count++;
}
