/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef LOOP_LEFT_NAME_H
#define LOOP_LEFT_NAME_H
#include "kernel/capsule.h"
struct STATIC_TYPE self { struct pair { uint32_t a, b; } pairs[8]; struct self *next; uint32_t x; };
uint32_t loop_left_peek(struct self *self, uint32_t at);
#endif
