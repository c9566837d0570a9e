/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another capability */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

#include "kernel/panic.h"

static void die(void) {
    struct panic_capability cap = {};
    panic_requested(TEXT("because I can"), cap);
}
