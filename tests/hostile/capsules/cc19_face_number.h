/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* says what an item is */
#ifndef CC19_FACE_NUMBER_H
#define CC19_FACE_NUMBER_H
#include <stdint.h>
typedef uint32_t item;
#endif
