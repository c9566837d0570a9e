/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* a cast in a static inline function */
#ifndef CC11_CODE_IN_A_HEADER_H
#define CC11_CODE_IN_A_HEADER_H

#include <stdint.h>

static inline void poke(uint32_t address) {
    *(uint32_t *)address = 0;
}

#endif
