/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef USER_H
#define USER_H
#include "kernel/capsule.h"
uint32_t user_peek(uint32_t n);
#endif
