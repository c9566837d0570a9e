/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef FACE_H
#define FACE_H
#include "count.h"
#include "kernel/capsule.h"
struct STATIC_TYPE face {
    uint32_t words[MESSAGE_LINE_MAX];
    struct face *next;
};
void face_set(struct face *f, uint32_t i, uint32_t n);
#endif
