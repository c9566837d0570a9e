/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a weak symbol, of which somebody else's definition may be taken */
/* expect: CC07|CC10 */
#include "tests/hostile/capsules/device.h"

__attribute__((weak)) void hook(void);

static void run(void) {
    hook();
}
