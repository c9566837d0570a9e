/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an address of the kernel's code */
/* expect: CC14|CC01 */
#include "tests/hostile/capsules/device.h"

static bool called_from(void) {
    return __builtin_return_address(0) != NULL;
}
