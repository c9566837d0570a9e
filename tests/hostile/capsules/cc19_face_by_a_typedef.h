/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* is made of items, whatever they are */
#ifndef CC19_FACE_BY_A_TYPEDEF_H
#define CC19_FACE_BY_A_TYPEDEF_H
#include <stdint.h>
struct parcel {
    item first;
};
struct parcel face_wrap(uint32_t address);
#endif
