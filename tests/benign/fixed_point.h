/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers with fractions, without floating point. */
#ifndef BENIGN_FIXED_POINT_H
#define BENIGN_FIXED_POINT_H

#include "kernel/capsule.h"

typedef int32_t fixed; /* 16.16 */

fixed fixed_multiply(fixed a, fixed b);
bool fixed_divide(fixed a, fixed b, fixed *result);
fixed fixed_sine(uint32_t degrees);
uint32_t square_root(uint32_t x);
void fixed_put(fixed x, struct buffer *out);

#endif
