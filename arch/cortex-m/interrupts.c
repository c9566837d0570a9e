/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Interrupt marks and sleep. The handlers in entry.S mask a line and set its mark; the main loop
 * takes marks one by one. Source: DDI0403E B1.5.17, B3.4. */
#include "arch/cortex-m/fpu.h"
#include "arch/cortex-m/scs.h"
#include "arch/cortex-m/start.h"
#include "kernel/boot.h"
#include "kernel/process.h"

/* Lines whose handler ran and whose bottom half has not, a bit each. */
volatile uint32_t arch_interrupts[ARCH_INTERRUPT_LINES / 32];

#define PRIORITY_WATCH 0x20u
#define PRIORITY_KERNEL 0x40u

static void interrupts_disable(void) {
    __asm__ volatile("cpsid i" ::: "memory");
}

static void interrupts_enable(void) {
    __asm__ volatile("cpsie i" ::: "memory");
}

BOOT_ONLY void arch_start(void) {
    /* Exceptions 4 to 7 (faults) keep priority 0; 11 SVC and 14 PendSV share one. */
    scs_shpr_write(&SCS->shpr[1], scs_shpr_bits(PRIORITY_KERNEL << 24));
    scs_shpr_write(&SCS->shpr[2], scs_shpr_bits(PRIORITY_KERNEL << 16));
    for (unsigned i = 0; i < ARCH_INTERRUPT_LINES / 4; i++) {
        scs_nvic_priority_write(&SCS_NVIC_IPR[i],
                                scs_nvic_priority_bits(PRIORITY_KERNEL * 0x01010101u));
    }
    struct scs_shcsr_value shcsr = scs_shcsr_read(&SCS->shcsr);
    shcsr = scs_shcsr_with_MEMFAULTENA(shcsr, 1);
    shcsr = scs_shcsr_with_BUSFAULTENA(shcsr, 1);
    shcsr = scs_shcsr_with_USGFAULTENA(shcsr, 1);
#ifdef __ARM_FEATURE_CMSE
    shcsr = scs_shcsr_with_SECUREFAULTENA(shcsr, 1);
#endif
    scs_shcsr_write(&SCS->shcsr, shcsr);
    scs_ccr_write(&SCS->ccr, scs_ccr_with_STKALIGN(scs_ccr_read(&SCS->ccr), 1));
    arch_fpu_start();

    __asm__ volatile("dsb\n\tisb" ::: "memory");
}

BOOT_ONLY void arch_interrupt_make_watch(unsigned line) {
    struct scs_nvic_priority *word = &SCS_NVIC_IPR[line / 4];
    uint32_t shift = line % 4 * 8;
    uint32_t bits = scs_nvic_priority_read(word).bits & ~((uint32_t)0xFF << shift);
    scs_nvic_priority_write(word, scs_nvic_priority_bits(bits | PRIORITY_WATCH << shift));
}

/* While the line was masked and not yet served, it became pending again, and that would bring us back
 * here once more, for nothing. What is still asserted stays pending (DDI0403E B3.4.1). */
void arch_interrupt_enable(unsigned line) {
    struct scs_nvic_lines *enable = &SCS_NVIC->iser[line / 32];
    struct scs_nvic_lines *not_pending = enable + (SCS_NVIC->icpr - SCS_NVIC->iser);
    struct scs_nvic_lines_value bit = scs_nvic_lines_bits((uint32_t)1 << (line % 32));
    scs_nvic_lines_write(not_pending, bit);
    scs_nvic_lines_write(enable, bit);
}

int arch_interrupt_take(void) {
    int line = -1;
    interrupts_disable();
    uint32_t rest = 0;
    for (int word = 0; word < ARCH_INTERRUPT_LINES / 32; word++) {
        uint32_t marks = arch_interrupts[word];
        if (marks != 0 && line < 0) {
            line = word * 32 + __builtin_ctz(marks);
            marks &= marks - 1;
            arch_interrupts[word] = marks;
        }
        rest |= marks;
    }
    kernel.interrupts = rest;
    interrupts_enable();
    return line;
}

/* An interrupt that comes after the test is pending, and a pending interrupt ends wfi even while
 * it is disabled (DDI0403E B1.5.19). A function of its own, so that a debugger sees where the CPU is. */
__attribute__((noinline)) void arch_sleep(void) {
    interrupts_disable();
    if (kernel.interrupts == 0) {
        __asm__ volatile("dsb\n\twfi" ::: "memory");
    }
    interrupts_enable();
}

void arch_interrupts_off(void) {
    interrupts_disable();
}

_Noreturn void arch_reset(void) {
    struct scs_aircr_value v = scs_aircr_bits(0);
    v = scs_aircr_with_VECTKEY(v, 0x05FA);
    v = scs_aircr_with_SYSRESETREQ(v, 1);
    scs_aircr_write(&SCS->aircr, v);
    for (;;) {
    }
}
