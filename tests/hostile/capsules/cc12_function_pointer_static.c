/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a call through a static function pointer */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t (*hook)(uint32_t);

static uint32_t call(uint32_t n) {
    return n == 0 ? 0 : hook(n - 1);
}

static void start(void) {
    hook = call;
}
