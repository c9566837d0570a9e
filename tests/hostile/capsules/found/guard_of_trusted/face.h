/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef FACE_H
#define FACE_H
#include "kernel/capsule.h"
struct STATIC_TYPE dev { uint32_t n; struct dev *next; };
struct STATIC_TYPE face {
#ifdef HIL_UART_H
    uint32_t n;
#else
    struct dev *d;
#endif
};
void face_set(struct face *f, uint32_t n);
#endif
