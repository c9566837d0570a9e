/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an interrupt handler */
/* expect: CC07|CC10 */
#include "tests/hostile/capsules/device.h"

__attribute__((interrupt)) static void handler(void) {
}

static void run(void) {
    handler();
}
