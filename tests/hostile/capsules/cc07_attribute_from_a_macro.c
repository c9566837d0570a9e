/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an attribute put together by the capsule's own macro */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

#define QUIET(word) __attribute__((word))
QUIET(section(".text.start")) static void run(void) {
}
