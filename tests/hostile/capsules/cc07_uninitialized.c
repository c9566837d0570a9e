/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a local that the compiler shall not zero: what lies on the kernel's stack */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

static uint32_t leaked(void) {
    uint32_t words[8] __attribute__((uninitialized));
    return words[3];
}
