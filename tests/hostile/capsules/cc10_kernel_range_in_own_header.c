/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a variable of the kernel, declared in a header of one's own */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc10_kernel_range_in_own_header.h"

static void run(void) {
    kernel_secret.start = 0;
}
