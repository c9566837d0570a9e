/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an identifier that only looks like the kernel's */
/* expect: CC19|CC14|CC10 */
#include "tests/hostile/capsules/device.h"

static uint32_t sеlf;

static void run(void) {
    sеlf++;
}
