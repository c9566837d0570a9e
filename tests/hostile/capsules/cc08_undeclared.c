/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of the kernel that nobody declared */
/* expect: CC08|CC10 */
#include "tests/hostile/capsules/device.h"

static void run(void) {
    process_stop_all(0x20000000);
}
