/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to bring the kernel down without the capability */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

#include "kernel/panic.h"

static void run(void) {
    PANIC("because I can");
}
