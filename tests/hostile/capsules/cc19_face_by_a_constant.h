/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* has so many */
#ifndef CC19_FACE_BY_A_CONSTANT_H
#define CC19_FACE_BY_A_CONSTANT_H
#include <stdint.h>
struct many {
    uint32_t words[MANY];
};
void many_fill(struct many *m);
#endif
