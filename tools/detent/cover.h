/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What one region of a protection unit can cover exactly. Source: ABI 3.4, 3.5.
 *
 *   ARMv7-M  a power of two R >= 32 at a multiple of R, taken whole; or, for R >= 256, any run of its
 *            eight parts of R / 8
 *   ARMv8-M  whole multiples of 32
 *   RISC-V   whole multiples of 4 */
#ifndef DETENT_COVER_H
#define DETENT_COVER_H

#include <stdbool.h>
#include <stdint.h>

enum protection_unit {
    PROTECTION_ARMV7M,
    PROTECTION_ARMV8M,
    PROTECTION_RISCV,
};

/* "armv7m" and so on, as the folders of arch/ are called; false for anything else. */
bool cover_parse_unit(const char *text, enum protection_unit *unit);

/* That of processors of this architecture, as members of archives are called ("cortex-m4", "rv32imac");
 * false for one that is not known. */
bool cover_unit_of(const char *architecture, enum protection_unit *unit);

bool cover_exact(enum protection_unit unit, uint64_t start, uint64_t size);

/* The least start >= `from` at which `size` bytes can be covered; UINT64_MAX if there is none. */
uint64_t cover_next_start(enum protection_unit unit, uint64_t from, uint64_t size);

/* The least size >= `size` that can be covered somewhere. pre: size > 0 */
uint64_t cover_size_above(enum protection_unit unit, uint64_t size);

/* All regions begin at a multiple of this. */
uint64_t cover_grain(enum protection_unit unit);

#endif
