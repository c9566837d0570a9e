/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef HOLES_DIVISION_H
#define HOLES_DIVISION_H
#include "kernel/capsule.h"
struct STATIC_TYPE division {
    uint32_t index;
    uint32_t zero;
    uint32_t value;
};
void division_run(struct division *self);
#endif
