/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Faults: what the CPU says about them, and who has to die.
 * Source: Privileged Architecture 1.12, 3.1.15 and 3.1.16. */
#include "arch/riscv/trap.h"
#include "kernel/capsule_fault.h"
#include "kernel/panic.h"
#include "kernel/process.h"
#include "kernel/quarantine.h"

#include <stddef.h>

_Static_assert(sizeof(struct trap_frame) == 48, "entry.S");
_Static_assert(offsetof(struct trap_frame, pc) == 32, "entry.S");

static struct arch_fault status_of(uint32_t mcause) {
    return (struct arch_fault){.mcause = mcause, .mtval = CSR_READ("mtval")};
}

void arch_process_faulted(struct process *p, uint32_t mcause) {
    p->fault = status_of(mcause);
    process_fault(p, FAULT_BY_CPU);
}

/* ---- Faults of capsules ---- */

extern uint32_t layout_stack_top[];

#ifdef CAPSULE_QUARANTINE
_Static_assert(ERR_NODEVICE == 11, "boundary.S");
_Static_assert(BOUNDARY_GRANTS_SHIFT == 8, "boundary.S");
_Static_assert(offsetof(struct boundary, fenced) == 4, "boundary.S");
_Static_assert(sizeof(struct boundary_frame) == 12, "boundary.S");

void arch_boundary_left(void);
void arch_command_left(void);

/* A frame from which the CPU goes on as `resume` says. */
static struct trap_frame *resume_frame(enum capsule_resume resume) {
    bool command = resume == CAPSULE_RESUME_COMMAND;
    uint32_t *sp = command ? arch_main_sp : (uint32_t *)boundary.innermost;
    struct trap_frame *made = (struct trap_frame *)(void *)sp - 1; /* perhaps where the other is */
    made->a0_to_a5[0] = command ? 0 : boundary.innermost->leave & BOUNDARY_ANSWER;
    made->pc = (uint32_t)(command ? arch_command_left : arch_boundary_left);
    return made;
}
#else
/* Nobody goes on with CAPSULE_POLICY=PANIC. */
static struct trap_frame *resume_frame(enum capsule_resume resume) {
    (void)resume;
    return NULL;
}
#endif

/* Has it judged: a fault, or without a status a watch. Returns the frame to return to, or NULL. What
 * runs without interrupts is our own: no capsule is to blame. */
static struct trap_frame *judge(const struct trap_frame *frame, const struct arch_fault *status) {
    if ((CSR_READ("mstatus") & MSTATUS_MPIE) == 0) {
        return NULL;
    }
    bool in_syscall = arch_main_sp != NULL;
    const struct capsule_fault fault = {
        .status = status,
        .in_syscall = in_syscall,
        .pc = frame->pc,
        .stack = (const uintptr_t *)(const void *)(frame + 1),
        .stack_end = (const uintptr_t *)(void *)(in_syscall ? arch_main_sp : layout_stack_top),
    };
    enum capsule_resume resume = status != NULL ? capsule_faulted(&fault) : capsule_watch(&fault);
    return resume == CAPSULE_RESUME_NOWHERE ? NULL : resume_frame(resume);
}

struct trap_frame *arch_kernel_faulted(struct trap_frame *frame, uint32_t mcause) {
    struct arch_fault status = status_of(mcause);
    struct trap_frame *other = judge(frame, &status);
    if (other == NULL) {
        panic_cpu(&status, frame->pc);
    }
    return other;
}

struct trap_frame *arch_watch(struct trap_frame *frame) {
    if (frame == NULL) {
        (void)capsule_watch(NULL);
        return NULL;
    }
    struct trap_frame *other = judge(frame, NULL);
    return other == NULL ? frame : other;
}

_Noreturn void arch_stack_overflow(void) {
    PANIC("the kernel's stack has come to its end");
}

/* ---- What the CPU says ---- */

enum arch_fault_kind arch_fault_kind(const struct arch_fault *fault) {
    switch (fault->mcause) {
    case MCAUSE_FETCH_ACCESS:
    case MCAUSE_LOAD_ACCESS:
    case MCAUSE_STORE_ACCESS:
        return ARCH_FAULT_MEMORY;
    case MCAUSE_ILLEGAL:
    case MCAUSE_BREAKPOINT:
        return ARCH_FAULT_INSTRUCTION;
    default:
        return ARCH_FAULT_OTHER;
    }
}

bool arch_fault_address(const struct arch_fault *fault, uint32_t *address) {
    *address = fault->mtval;
    return arch_fault_kind(fault) == ARCH_FAULT_MEMORY || fault->mcause == MCAUSE_LOAD_MISALIGNED ||
           fault->mcause == MCAUSE_STORE_MISALIGNED;
}

bool arch_fault_instruction(const struct process *p, uint32_t *address) {
    *address = p->context.pc;
    return p->cause == FAULT_BY_CPU && (p->fault.mcause == MCAUSE_FETCH_ACCESS ||
                                        arch_fault_kind(&p->fault) == ARCH_FAULT_INSTRUCTION);
}
