/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the value of a kernel variable that API functions use */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static uint32_t leaked(void) {
    return command_more[0];
}
