/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What one region of an Armv7-M MPU can cover exactly. A region is a power of two R >= 32 at a
 * multiple of R, taken whole; or, for R >= 256, any run of its eight parts of R / 8.
 * Source: ABI 3.4. */
#ifndef DETENT_COVER_H
#define DETENT_COVER_H

#include <stdbool.h>
#include <stdint.h>

bool cover_exact(uint64_t start, uint64_t size);

/* The least start >= `from` at which `size` bytes can be covered; UINT64_MAX if there is none. */
uint64_t cover_next_start(uint64_t from, uint64_t size);

/* The least size >= `size` that can be covered somewhere. pre: size > 0 */
uint64_t cover_size_above(uint64_t size);

#endif
