/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The registers of a Cortex-M's floating-point unit. The programs themselves are compiled for machines
 * without one, so that nothing happens to it but what is done here. */
#ifndef TESTS_QEMU_FPU_H
#define TESTS_QEMU_FPU_H

#include <stdbool.h>
#include <stdint.h>

#define FPU_REGISTERS 32u
#define FPU_CALLER_SAVED 16u /* s0 to s15 */

/* What can be changed of FPSCR: flags, AHP, DN, FZ, rounding mode, cumulative exceptions. */
#define FPSCR_MASK 0xF7C0009Fu

struct fpu {
    uint32_t s[FPU_REGISTERS];
    uint32_t fpscr;
};

static inline void fpu_load(const struct fpu *in) {
    __asm__ volatile(".fpu fpv4-sp-d16\n\t"
                     "vldmia %0, {s0-s31}\n\t"
                     "vmsr fpscr, %1"
                     :
                     : "r"(in->s), "r"(in->fpscr)
                     : "memory");
}

static inline void fpu_store(struct fpu *out) {
    __asm__ volatile(".fpu fpv4-sp-d16\n\t"
                     "vstmia %1, {s0-s31}\n\t"
                     "vmrs %0, fpscr"
                     : "=&r"(out->fpscr)
                     : "r"(out->s)
                     : "memory");
}

/* Different in each register, and for each seed; never zero. */
static inline void fpu_pattern(struct fpu *f, uint32_t seed) {
    for (uint32_t i = 0; i < FPU_REGISTERS; i++)
        f->s[i] = (seed * 2654435761u + i * 0x01010101u) | 1;
    f->fpscr = (seed * 0x9E3779B9u & FPSCR_MASK) | 0x80000001u;
}

/* From register `first` on, and FPSCR if `first` is 0, is it the same? */
static inline bool fpu_same_from(const struct fpu *a, const struct fpu *b, uint32_t first) {
    for (uint32_t i = first; i < FPU_REGISTERS; i++)
        if (a->s[i] != b->s[i])
            return false;
    return first != 0 || a->fpscr == b->fpscr;
}

static inline bool fpu_is_clear(const struct fpu *f) {
    uint32_t all = f->fpscr;
    for (uint32_t i = 0; i < FPU_REGISTERS; i++)
        all |= f->s[i];
    return all == 0;
}

#endif
