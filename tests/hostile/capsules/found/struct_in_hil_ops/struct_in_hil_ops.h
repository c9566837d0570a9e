/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef STRUCT_IN_HIL_OPS_H
#define STRUCT_IN_HIL_OPS_H
#include "kernel/capsule.h"
#include "hil/uart.h"
struct STATIC_TYPE dev { uint32_t n; struct dev *next; };
HIL_OPS(uart, my_ops, struct STATIC_TYPE evil { union { uint32_t n; struct dev *d; } u; });
uint32_t struct_in_hil_ops_peek(struct evil *e, uint32_t at);
#endif
