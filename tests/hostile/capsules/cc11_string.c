/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the C library's memory functions; GCC refuses this one too */
/* expect: CC11 */
#include "kernel/capsule.h"
#include <string.h>

static void copy(uint8_t *to, const uint8_t *from) {
    memcpy(to, from, 100);
}
