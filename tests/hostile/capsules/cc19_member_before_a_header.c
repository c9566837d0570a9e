/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a member has another name in the kernel's headers */
/* expect: CC19 */
#define capacity length_of_all
#define address length_
#include "kernel/capsule.h"

static uint32_t one(void) {
    return 1;
}
