/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Interrupts and sleep. Lines come through the PLIC: to claim one masks it until it is completed, so
 * nothing is remembered here but that there is something to claim. Source: RISC-V PLIC
 * specification 1.0; Privileged Architecture 3.1.9, 3.3.3. */
#include "arch/riscv/plic.h"
#include "arch/riscv/start.h"
#include "arch/riscv/timer.h"
#include "arch/riscv/trap.h"
#include "kernel/boot.h"
#include "kernel/process.h"

#include <stddef.h>

extern const uint8_t arch_trap[]; /* entry.S */

BOOT_ONLY void arch_start(void) {
    CSR_WRITE("mtvec", (uint32_t)arch_trap);
    CSR_WRITE("mscratch", 0); /* we are in the kernel */
    CSR_CLEAR("mstatus", MSTATUS_MPP | MSTATUS_FS | MSTATUS_VS);
    CSR_SET("mstatus", MSTATUS_TW | MSTATUS_MPIE);
    CSR_WRITE("mcounteren", 0); /* no counters for programs: they tell about others */
    plic_threshold_write(&PLIC_HART->threshold, plic_threshold_bits(0));
    CSR_WRITE("mie", MIE_MTIE | MIE_MEIE);
    arch_interrupts_restore(MSTATUS_MIE);
}

void arch_interrupt_enable(unsigned line) {
    if (line >= ARCH_PLIC_LINES) {
        return; /* the timer has no mask */
    }
    struct plic_bits *enable = &PLIC_ENABLE->words[line / 32];
    plic_priority_write(&PLIC_PRIORITY->lines[line], plic_priority_bits(1));
    plic_bits_write(enable, plic_bits_bits(plic_bits_read(enable).bits | 1u << line % 32));
    plic_claim_write(&PLIC_HART->claim, plic_claim_bits(line));
}

int arch_interrupt_take(void) {
    uint32_t state = arch_interrupts_disable();
    int line = arch_timer_take();
    if (line >= 0) {
        kernel.interrupts = arch_timer_marks() | (~CSR_READ("mie") & MIE_MEIE);
    } else {
        line = (int)plic_claim_read(&PLIC_HART->claim).bits;
    }
    if (line == 0) {
        line = -1; /* the PLIC's word for nothing */
        kernel.interrupts = 0;
        CSR_SET("mie", MIE_MEIE);
    }
    arch_interrupts_restore(state);
    return line;
}

struct trap_frame *arch_interrupted(struct trap_frame *frame, uint32_t mcause) {
    if ((mcause & ~MCAUSE_INTERRUPT) == MCAUSE_TIMER) {
        return arch_timer_trap() ? arch_watch(frame) : frame;
    }
    CSR_CLEAR("mie", MIE_MEIE); /* until the main loop has claimed all of them */
    kernel.interrupts = 1;
    return frame;
}

/* An interrupt that comes after the test is pending, and a pending one ends wfi even while none is
 * taken (3.3.3). Who sleeps does not hang; the watch begins anew with the first interrupt that is
 * served. A function of its own, so that a debugger sees where the CPU is. */
__attribute__((noinline)) void arch_sleep(void) {
    uint32_t state = arch_interrupts_disable();
    if (kernel.interrupts == 0) {
        timer_sleeps();
        __asm__ volatile("wfi" ::: "memory");
    }
    arch_interrupts_restore(state);
}

void arch_interrupts_off(void) {
    (void)arch_interrupts_disable();
}
