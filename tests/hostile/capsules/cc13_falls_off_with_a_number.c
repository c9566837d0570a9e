/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same with a number */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static uint32_t next(uint32_t x) {
    if (x > 3) {
        return x;
    }
}

static command_result run(uint32_t x) {
    return command_success_u32(next(x));
}
