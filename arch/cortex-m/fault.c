/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Faults: what the CPU says about them, and who has to die. Source: DDI0403E B1.5.14, B3.2.15. */
#include "arch/cortex-m/fault.h"

#include "arch/cortex-m/scs.h"
#include "kernel/panic.h"
#include "kernel/process.h"

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
    return fault;
}

void arch_process_faulted(struct process *p) {
    p->fault = take_status();
    /* A fault while the frame of a system call, or of another fault, was pushed leaves that one
     * pending (B1.5.10): it must not come when the process has been left. */
    struct scs_shcsr_value shcsr = scs_shcsr_read(&SCS->shcsr);
    scs_shcsr_write(&SCS->shcsr, scs_shcsr_with_PENDED(shcsr, 0));
    process_fault(p, FAULT_BY_CPU);
}

void arch_stack_outside(struct process *p) {
    p->fault = (struct arch_fault){0};
    process_fault(p, FAULT_STACK_POINTER);
}

_Noreturn void arch_kernel_faulted(const uint32_t frame[8]) {
    struct arch_fault fault = take_status();
    panic_cpu(&fault, frame[6]);
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
