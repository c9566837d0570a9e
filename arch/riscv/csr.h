/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Control and status registers, and what of them we use. Plain macros, because assembly includes this
 * file too. Source: RISC-V Privileged Architecture 1.12, chapters 2 and 3. */
#ifndef ARCH_RISCV_CSR_H
#define ARCH_RISCV_CSR_H

#define MSTATUS_MIE 0x00000008  /* interrupts are taken in machine mode */
#define MSTATUS_MPIE 0x00000080 /* were before the trap */
#define MSTATUS_MPP 0x00001800  /* the mode before the trap; 0: user */
#define MSTATUS_FS 0x00006000   /* 0: instructions of the floating-point unit are illegal */
#define MSTATUS_VS 0x00000600   /* 0: so are vectors */
#define MSTATUS_TW 0x00200000   /* wfi in user mode is illegal */

#define MIE_MTIE 0x00000080 /* machine timer */
#define MIE_MEIE 0x00000800 /* machine external: the PLIC */

#define MCAUSE_INTERRUPT 0x80000000
#define MCAUSE_FETCH_MISALIGNED 0
#define MCAUSE_FETCH_ACCESS 1
#define MCAUSE_ILLEGAL 2
#define MCAUSE_BREAKPOINT 3
#define MCAUSE_LOAD_MISALIGNED 4
#define MCAUSE_LOAD_ACCESS 5
#define MCAUSE_STORE_MISALIGNED 6
#define MCAUSE_STORE_ACCESS 7
#define MCAUSE_ECALL_USER 8
#define MCAUSE_ECALL_MACHINE 11
#define MCAUSE_TIMER 7 /* interrupts count for themselves */
#define MCAUSE_EXTERNAL 11

#define CSR_READ(name)                                                  \
    ({                                                                  \
        uint32_t csr_value;                                             \
        __asm__ volatile("csrr %0, " name : "=r"(csr_value)::"memory"); \
        csr_value;                                                      \
    })
#define CSR_WRITE(name, value) __asm__ volatile("csrw " name ", %0" ::"rK"(value) : "memory")
#define CSR_SET(name, bits) __asm__ volatile("csrs " name ", %0" ::"rK"(bits) : "memory")
#define CSR_CLEAR(name, bits) __asm__ volatile("csrc " name ", %0" ::"rK"(bits) : "memory")

/* What the CPU remembers of addresses, and of who may use them, is looked up anew. */
#define CSR_FENCE() __asm__ volatile("sfence.vma" ::: "memory")

#endif
