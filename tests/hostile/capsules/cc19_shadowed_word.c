/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a word of the dialect is made empty before the header that uses it */
/* expect: CC19 */
#define STATIC_TYPE
#include "kernel/capsule.h"

static uint32_t one(void) {
    return 1;
}
