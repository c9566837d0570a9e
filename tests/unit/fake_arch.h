/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* An architecture for the host: what a process "is" is a frame of eight words in its own RAM, as
 * on Cortex-M; what runs it is a function of the test. Everything the kernel asks for is recorded. */
#ifndef TESTS_UNIT_FAKE_ARCH_H
#define TESTS_UNIT_FAKE_ARCH_H

#include "arch/arch.h"
#include "kernel/process.h"

/* A process's registers as the trap leaves them on its stack (ABI 1.4). */
struct fake_frame {
    uint32_t r[4];
    uint32_t r12;
    uint32_t lr;
    uint32_t pc;
    uint32_t xpsr;
};

struct fake_arch {
    /* What the protection unit holds. */
    struct mpu_regions regions;
    struct mpu_share shares[MPU_SHARES];
    bool has_shares;
    unsigned mpu_loads;

    void (*run)(struct process *p); /* what arch_process_run does with kernel.current */
    unsigned runs;
    void (*sleep)(void); /* what arch_sleep does; ends the test if NULL */
    unsigned sleeps;
    bool interrupts_off;
    uint64_t interrupts_marked;  /* a bit for each line */
    uint64_t interrupts_enabled; /* likewise */
    uint32_t time;               /* CPU cycles */
    unsigned upcalls_pushed;
};
extern struct fake_arch fake_arch;

struct fake_frame *fake_frame(struct process *p);

/* As an interrupt handler does. */
void fake_arch_mark(unsigned line);

/* A fault of the process `p`, as the CPU would find it. */
void fake_fault_at(struct process *p, uint32_t address);      /* memory, address known */
void fake_fault_memory(struct process *p);                    /* memory, address unknown */
void fake_fault_instruction(struct process *p);               /* address unknown */
void fake_fault_fetch(struct process *p, uint32_t address);   /* it may not be executed there */
void fake_fault_execute(struct process *p, uint32_t address); /* what is there is none */
void fake_fault_other(struct process *p);

/* Does the fault say which instruction it was? */
bool fake_fault_is_of_instruction(const struct arch_fault *f);

#endif
