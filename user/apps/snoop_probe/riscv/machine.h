/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What snoop_probe tries with instructions of RISC-V. */
#ifndef SNOOP_PROBE_MACHINE_H
#define SNOOP_PROBE_MACHINE_H

#include "syscall.h"

#define MACHINE_RETURN 0x8082 /* ret, compressed */

/* Where a function at this address is called. */
static inline uintptr_t machine_code(uint32_t address) {
    return address;
}

/* Programs are compiled for machines whose control and status registers are nobody's business. */
#define WITH_CSR(instruction) ".option push; .option arch, +zicsr; " instruction "; .option pop"

/* What machine mode keeps for itself is an illegal instruction elsewhere (RISC-V Privileged
 * Architecture 1.12, sections 2.1 and 3.3.2), so whoever comes back from one had the privilege. */
static inline bool machine_has_privilege(uint32_t which) {
    uint32_t value = 0;
    switch (which) {
    case 0:
        __asm__ volatile(WITH_CSR("csrr %0, mstatus") : "=r"(value));
        break;
    case 1: /* MPP: machine mode */
        __asm__ volatile(WITH_CSR("csrs mstatus, %0") : : "r"(0x1800));
        break;
    case 2:
        __asm__ volatile(WITH_CSR("csrw mtvec, %0") : : "r"(value));
        break;
    case 3: /* MIE */
        __asm__ volatile(WITH_CSR("csrci mstatus, 8"));
        break;
    case 4:
        __asm__ volatile(WITH_CSR("csrw pmpcfg0, %0") : : "r"(0x1F));
        break;
    case 5:
        __asm__ volatile(WITH_CSR("csrw pmpaddr0, %0") : : "r"(~value));
        break;
    case 6:
        __asm__ volatile(WITH_CSR("csrw satp, %0") : : "r"(value));
        break;
    default:
        __asm__ volatile("mret");
    }
    return true;
}

static inline void machine_undefined(void) {
    __asm__ volatile("unimp");
}

static inline void machine_breakpoint(void) {
    __asm__ volatile("ebreak");
}

static inline void machine_overflow_stack(void) {
    __asm__ volatile("1: addi sp, sp, -16; sw zero, 0(sp); j 1b");
}

/* A function that keeps its return address there. System calls do not use the stack (ABI 1.5). */
static inline void machine_call_on_stack(uint32_t address) {
    __asm__ volatile("mv t0, sp; mv sp, %0; addi sp, sp, -16; sw ra, 12(sp); mv sp, t0"
                     :
                     : "r"(address & ~15u)
                     : "t0", "memory");
}

#endif
