/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* has something inside */
#ifndef CC19_FACE_BY_A_TAG_H
#define CC19_FACE_BY_A_TAG_H
#include <stdint.h>
struct outer {
    struct inner inner;
};
struct outer outer_wrap(uint32_t address);
#endif
