/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A function that is inline, but not static: each file that includes it may have another one. */
#ifndef CC10_INLINE_IN_A_HEADER_H
#define CC10_INLINE_IN_A_HEADER_H

#include "kernel/capsule.h"

inline uint32_t shared_inline(void) {
    return 1;
}

#endif
