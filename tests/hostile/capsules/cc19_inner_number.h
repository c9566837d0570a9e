/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* says what is inside */
#ifndef CC19_INNER_NUMBER_H
#define CC19_INNER_NUMBER_H
#include <stdint.h>
struct inner {
    uint32_t word;
};
#endif
