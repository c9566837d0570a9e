/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an address of the kernel's stack */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t peek(void) {
    uint32_t *frame = __builtin_frame_address(0);
    return frame[8];
}
