/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers of 64 bits. */
#ifndef BENIGN_WIDE_H
#define BENIGN_WIDE_H

#include "kernel/capsule.h"

uint64_t wide_mix(uint64_t x);
uint32_t wide_leading_zeros(uint64_t x);
bool wide_multiply(uint64_t a, uint64_t b, uint64_t *result);

#endif
