/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an uninitialised number: what lies on the kernel's stack */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static command_result leaked(void) {
    uint32_t secret;
    return command_success_u32(secret);
}
