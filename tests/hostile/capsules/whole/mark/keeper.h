/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef MARK_KEEPER_H
#define MARK_KEEPER_H
#include "kernel/capsule.h"
struct parcel {
    uint32_t words[4];
};
void keeper_put(struct parcel *p);
void keeper_poke(uint32_t word, uint32_t value);
#endif
