/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A program of ten instructions, which run anywhere: it prints a number by the low-level debug driver and
 * ends. Made by hand, for no linker is here. */
#ifndef GUEST_H
#define GUEST_H

#include <stdint.h>

#define GUEST_BYTES 1024u
#define GUEST_SHORT_ID 0x77u
/* Longer than what the driver takes at once of a write. */
#define GUEST_UNKNOWN 600u
#define GUEST_HEADER (72u + GUEST_UNKNOWN)

/* RISC-V, RV32I: li a0, 8; li a1, 2; li a2, 42; li a3, 0; li a4, 2 (Command); ecall; then Exit, which is
 * li a0, 0; li a1, 0; li a4, 6; ecall. */
#define GUEST_CODE                                                                      \
    0x00800513, 0x00200593, 0x02A00613, 0x00000693, 0x00200713, 0x00000073, 0x00000513, \
        0x00000593, 0x00600713, 0x00000073

/* The header is base, Program, name, kernel version, ShortId, and something that no kernel knows (ABI 4.2,
 * 4.3). */
static const uint32_t guest_words[GUEST_BYTES / 4] = {
    2 | GUEST_HEADER << 16,
    GUEST_BYTES,
    1,
    0, /* the checksum comes at run time */
    9 | 20 << 16,
    0,
    0,
    1024,
    GUEST_BYTES,
    1,
    3 | 5 << 16,
    0x73657567,
    0x74, /* "guest" */
    8 | 4 << 16,
    2,
    10 | 4 << 16,
    GUEST_SHORT_ID,
    0x7FFF | GUEST_UNKNOWN << 16,
    [GUEST_HEADER / 4] = GUEST_CODE,
};

static inline void guest_make(uint32_t *words) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < GUEST_BYTES / 4; i++) {
        words[i] = guest_words[i];
        sum ^= i < GUEST_HEADER / 4 ? words[i] : 0;
    }
    words[3] = sum;
}

#endif
