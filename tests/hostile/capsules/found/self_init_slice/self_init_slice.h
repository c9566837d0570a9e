/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef SELF_INIT_SLICE_H
#define SELF_INIT_SLICE_H
#include "kernel/capsule.h"
uint32_t poke(uint32_t half, uint32_t value);
#endif
