/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The parts of arch/arch.h that are on the path of every switch from process to process. */
#ifndef ARCH_RISCV_ARCH_INLINE_H
#define ARCH_RISCV_ARCH_INLINE_H

#include "arch/riscv/clint.h"
#include "arch/riscv/csr.h"
#include "arch_types.h"
#include "kernel/config.h"

#include <stdint.h>

/* ---- Time: the low word of the CLINT's counter (timer.c) ---- */

static inline __attribute__((always_inline)) uint32_t arch_time_counter(void) {
    return clint_mtime_read(&CLINT_MTIME->low).bits;
}

static inline __attribute__((always_inline)) uint32_t arch_time_between(uint32_t earlier,
                                                                        uint32_t later) {
    return later - earlier;
}

/* The base instruction set counts no zeros. The lowest bit times a De Bruijn sequence has a different
 * number in its highest five bits for each place of the bit. */
extern const uint8_t arch_places_of_bits[32]; /* ctz.S */

static inline __attribute__((always_inline)) uint32_t arch_lowest_bit(uint32_t bits) {
    return arch_places_of_bits[(bits & -bits) * 0x077CB531u >> 27];
}

static inline __attribute__((always_inline)) uint32_t arch_next_bit(uint32_t bits, uint32_t from) {
    uint32_t later = bits & UINT32_MAX << from;
    return arch_lowest_bit(later != 0 ? later : bits);
}

static inline void arch_fence(void) {
    __asm__ volatile("fence iorw, iorw" ::: "memory");
}

/* ---- Memory protection (pmp.h). A CPU that can translate addresses may remember what it has found
 * out of a page, also while it translates none, so a fence comes behind the last address (Privileged
 * Architecture 3.7.2). QEMU 7.2 does remember. ---- */

extern uint32_t arch_shares_loaded; /* 1 or 0 */
void arch_mpu_load_shares(const struct mpu_share *shares);

static inline __attribute__((always_inline)) void arch_mpu_load(const struct mpu_regions *regions,
                                                                const struct mpu_share *shares) {
    CSR_WRITE("pmpaddr2", regions->flash_start);
    CSR_WRITE("pmpaddr3", regions->flash_end);
    CSR_WRITE("pmpaddr4", regions->ram_start);
    CSR_WRITE("pmpaddr5", regions->ram_end);
    if (PROCESSES_SHARE && ((uint32_t)(uintptr_t)shares | arch_shares_loaded) != 0) {
        arch_mpu_load_shares(shares);
    }
    CSR_FENCE();
}

#endif
