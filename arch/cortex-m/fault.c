/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Faults: what the CPU says about them, and who has to die. Source: DDI0403E B1.5.14, B3.2.15. */
#include "arch/cortex-m/fault.h"

#include "arch/cortex-m/frame.h"
#include "arch/cortex-m/scs.h"
#include "kernel/capsule_fault.h"
#include "kernel/panic.h"
#include "kernel/process.h"
#include "kernel/quarantine.h"

#include <stddef.h>

/* Reads the status registers and clears them: they are sticky. */
static struct arch_fault take_status(void) {
    struct arch_fault fault = {
        .cfsr = scs_cfsr_read(&SCS->cfsr).bits,
        .hfsr = scs_hfsr_read(&SCS->hfsr).bits,
    };
    if ((fault.cfsr & SCS_CFSR_MMARVALID) != 0) {
        fault.address = scs_mmfar_read(&SCS->mmfar).bits;
    } else if ((fault.cfsr & SCS_CFSR_BFARVALID) != 0) {
        fault.address = scs_bfar_read(&SCS->bfar).bits;
    }
    scs_cfsr_write(&SCS->cfsr, scs_cfsr_bits(fault.cfsr));
    scs_hfsr_write(&SCS->hfsr, scs_hfsr_bits(fault.hfsr));
#ifdef __ARM_FEATURE_CMSE
    fault.sfsr = scs_sfsr_read(SCS_SFSR).bits;
    scs_sfsr_write(SCS_SFSR, scs_sfsr_bits(fault.sfsr));
#endif
    return fault;
}

void arch_process_faulted(struct process *p) {
    p->fault = take_status();
    /* A fault while the frame of a system call, or of another fault, was pushed leaves that one
     * pending (B1.5.10): it must not come when the process has been left. */
    struct scs_shcsr_value shcsr = scs_shcsr_read(&SCS->shcsr);
    shcsr = scs_shcsr_with_PENDED(shcsr, 0);
#ifdef __ARM_FEATURE_CMSE
    shcsr = scs_shcsr_with_SECUREFAULTPENDED(shcsr, 0);
#endif
    scs_shcsr_write(&SCS->shcsr, shcsr);
    process_fault(p, FAULT_BY_CPU);
}

void arch_stack_outside(struct process *p) {
    p->fault = (struct arch_fault){0};
    process_fault(p, FAULT_STACK_POINTER);
}

/* ---- Faults of capsules ---- */

extern uint32_t layout_stack_top[];
extern uint32_t *arch_main_sp; /* of the main loop while a process runs */

#ifdef CAPSULE_QUARANTINE
_Static_assert(ERR_NODEVICE == 11, "boundary.S");
_Static_assert(BOUNDARY_GRANTS_SHIFT == 8, "boundary.S");
_Static_assert(offsetof(struct boundary, fenced) == 4, "boundary.S");
_Static_assert(sizeof(struct boundary_frame) == 12, "boundary.S");

#define TRAP_WORDS 4u /* what arch_svc_handler pushes */

void arch_boundary_left(void);
void arch_command_left(void);

/* A frame from which the CPU goes on as `resume` says, in the mode in which it was. */
static uint32_t *resume_frame(const uint32_t *frame, enum capsule_resume resume) {
    uint32_t mode = frame[FRAME_XPSR] & XPSR_EXCEPTION;
    uint32_t *sp = resume == CAPSULE_RESUME_COMMAND ? arch_main_sp - TRAP_WORDS
                                                    : (uint32_t *)boundary.innermost;
    void (*to)(void) = resume == CAPSULE_RESUME_COMMAND ? arch_command_left : arch_boundary_left;
    uint32_t *made = sp - FRAME_WORDS; /* perhaps where the other one is */
    made[FRAME_R0] = ((const struct boundary_frame *)sp)->leave & BOUNDARY_ANSWER;
    made[FRAME_PC] = (uint32_t)to & ~1u;
    made[FRAME_XPSR] = mode | XPSR_THUMB;
    return made;
}
#else
/* Nobody goes on with CAPSULE_POLICY=PANIC. */
static uint32_t *resume_frame(const uint32_t *frame, enum capsule_resume resume) {
    (void)frame;
    (void)resume;
    return NULL;
}
#endif

/* Has it judged: a fault, or without a status a watch. Returns the frame to return to, or NULL. One
 * function for both: it is large. */
static __attribute__((noinline)) uint32_t *judge(const uint32_t *frame,
                                                 const struct arch_fault *status) {
    bool in_syscall = (frame[FRAME_XPSR] & XPSR_EXCEPTION) == EXCEPTION_SVC;
    const struct capsule_fault fault = {
        .status = status,
        .in_syscall = in_syscall,
        .pc = frame[FRAME_PC],
        .stack = (const uintptr_t *)(const void *)(frame + FRAME_WORDS),
        .stack_end = (const uintptr_t *)(void *)(in_syscall ? arch_main_sp : layout_stack_top),
    };
    enum capsule_resume resume = status != NULL ? capsule_faulted(&fault) : capsule_watch(&fault);
    return resume == CAPSULE_RESUME_NOWHERE ? NULL : resume_frame(frame, resume);
}

uint32_t *arch_kernel_faulted(const uint32_t frame[8]) {
    struct arch_fault status = take_status();
    uint32_t mode = frame[FRAME_XPSR] & XPSR_EXCEPTION;
    uint32_t *other = NULL;
    if (mode == EXCEPTION_NONE || mode == EXCEPTION_SVC) {
        other = judge(frame, &status);
    }
    if (other == NULL) {
        panic_cpu(&status, frame[FRAME_PC]);
    }
    return other;
}

uint32_t *arch_watch(const uint32_t *frame) {
    if (frame == NULL) {
        (void)capsule_watch(NULL);
        return NULL;
    }
    return judge(frame, NULL);
}

enum arch_fault_kind arch_fault_kind(const struct arch_fault *fault) {
    if ((fault->cfsr & (SCS_CFSR_MEMMANAGE | SCS_CFSR_BUSFAULT)) != 0) {
        return ARCH_FAULT_MEMORY;
    }
    return (fault->cfsr & SCS_CFSR_USAGE) != 0 ? ARCH_FAULT_INSTRUCTION : ARCH_FAULT_OTHER;
}

bool arch_fault_address(const struct arch_fault *fault, uint32_t *address) {
    *address = fault->address;
    return (fault->cfsr & (SCS_CFSR_MMARVALID | SCS_CFSR_BFARVALID)) != 0;
}
