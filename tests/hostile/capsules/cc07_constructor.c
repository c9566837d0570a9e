/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that runs before the kernel */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

__attribute__((constructor)) static void early(void) {
}
