/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a name that the compiler or the library may know */
/* expect: CC14|CC10 */
#include "tests/hostile/capsules/device.h"

static uint32_t __stack_chk_guard;

static void run(void) {
    __stack_chk_guard = 0;
}
