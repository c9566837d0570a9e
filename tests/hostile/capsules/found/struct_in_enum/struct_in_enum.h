/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef STRUCT_IN_ENUM_H
#define STRUCT_IN_ENUM_H
#include "kernel/capsule.h"
struct STATIC_TYPE dev { uint32_t n; struct dev *next; };
uint32_t struct_in_enum_peek(uint32_t at);
#endif
