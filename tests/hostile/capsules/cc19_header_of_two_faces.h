/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* numbers to the one who defines FACE, a reference to everybody else */
#ifndef CC19_HEADER_OF_TWO_FACES_H
#define CC19_HEADER_OF_TWO_FACES_H

#include "kernel/capsule.h"

struct device;
#ifdef FACE
struct parcel {
    uint32_t address;
};
#else
struct parcel {
    struct device *device;
};
#endif

struct parcel wrap(uint32_t address);

#endif
