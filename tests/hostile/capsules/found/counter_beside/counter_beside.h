/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef COUNTER_BESIDE_H
#define COUNTER_BESIDE_H
#include "kernel/capsule.h"
struct STATIC_TYPE self { struct pair { uint32_t a, b; } pairs[8]; struct self *next; uint32_t x; };
uint32_t counter_beside_peek(struct self *self, uint32_t at, uint32_t one);
#endif
