/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef ODR_MIDDLE_H
#define ODR_MIDDLE_H
#include "kernel/capsule.h"
struct STATIC_TYPE parcel;
void middle_put(struct parcel *p);
struct parcel *middle_get(void);
#endif
