/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* says what an item is, otherwise */
#ifndef CC19_FACE_REFERENCE_H
#define CC19_FACE_REFERENCE_H
#include "tests/hostile/capsules/device.h"
typedef struct device *item;
#endif
