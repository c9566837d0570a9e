/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. Implements arch/arch.h. */
#include "tests/unit/fake_arch.h"

#include "kernel/memory.h"
#include "tests/unit/unit.h"

#define FRAME_BYTES ((uint32_t)sizeof(struct fake_frame))
#define XPSR_THUMB 0x01000000u

/* What arch_fault.cfsr says here. */
#define STATUS_MEMORY 1u
#define STATUS_ADDRESS_KNOWN 2u
#define STATUS_INSTRUCTION 4u
#define STATUS_FETCH 8u

struct fake_arch fake_arch;
const uint32_t arch_minimum_ram = FRAME_BYTES;

struct fake_frame *fake_frame(struct process *p) {
    return memory_at(p->context.psp);
}

void arch_process_prepare(struct process *p) {
    *(struct fake_frame *)memory_at(p->memory.start) = (struct fake_frame){.xpsr = XPSR_THUMB};
    p->context = (struct arch_context){.psp = p->memory.start};
}

void arch_upcall_push(uint32_t *registers, uint32_t function, const uint32_t args[3],
                      uint32_t appdata) {
    struct fake_frame *frame = (struct fake_frame *)(void *)registers;
    for (unsigned i = 0; i < 3; i++) {
        frame->r[i] = args[i];
    }
    frame->r[3] = appdata;
    frame->lr = frame->pc | 1u;
    frame->pc = function & ~1u;
    fake_arch.upcalls_pushed++;
}

uint32_t *arch_syscall_registers(struct process *p) {
    return memory_at(p->context.psp);
}

bool arch_registers_reachable(const struct process *p, const uint32_t *registers) {
    uint32_t address = (uint32_t)(uintptr_t)registers;
    return address >= p->memory.start && address <= p->memory.app_break &&
           p->memory.app_break - address >= 16;
}

void arch_process_run(void) {
    fake_arch.runs++;
    if (fake_arch.run == NULL) {
        fail_msg("a process is run, which this test does not expect");
    }
    if (kernel.interrupts == 0) {
        fake_arch.run(kernel.current);
    }
}

uint32_t fake_arch_time_counter(void) {
    return fake_arch.time & FAKE_TIME_MASK;
}

void fake_arch_mpu_load(const struct mpu_regions *regions, const struct mpu_share *shares) {
    fake_arch.mpu_loads++;
    fake_arch.regions = *regions;
    fake_arch.has_shares = shares != NULL;
    memset(fake_arch.shares, 0, sizeof fake_arch.shares);
    if (shares != NULL) {
        memcpy(fake_arch.shares, shares, sizeof fake_arch.shares);
    }
}

void arch_sleep(void) {
    fake_arch.sleeps++;
    if (kernel.interrupts != 0) {
        return;
    }
    if (fake_arch.sleep == NULL) {
        fail_msg("the kernel sleeps, which this test does not expect");
    }
    fake_arch.sleep();
}

void fake_arch_mark(unsigned line) {
    fake_arch.interrupts_marked |= (uint64_t)1 << line;
    kernel.interrupts = 1;
}

int arch_interrupt_take(void) {
    for (unsigned line = 0; line < ARCH_INTERRUPT_LINES; line++) {
        uint64_t bit = (uint64_t)1 << line;
        if ((fake_arch.interrupts_marked & bit) != 0) {
            fake_arch.interrupts_marked &= ~bit;
            fake_arch.interrupts_enabled &= ~bit;
            return (int)line;
        }
    }
    kernel.interrupts = 0;
    return -1;
}

void arch_interrupt_enable(unsigned line) {
    fake_arch.interrupts_enabled |= (uint64_t)1 << line;
}

void arch_interrupts_off(void) {
    fake_arch.interrupts_off = true;
}

/* ---- Faults ---- */

static void fault(struct process *p, uint32_t status, uint32_t address) {
    p->fault = (struct arch_fault){.cfsr = status, .address = address};
    process_fault(p, FAULT_BY_CPU);
}

void fake_fault_at(struct process *p, uint32_t address) {
    fault(p, STATUS_MEMORY | STATUS_ADDRESS_KNOWN, address);
}

void fake_fault_memory(struct process *p) {
    fault(p, STATUS_MEMORY, 0);
}

void fake_fault_instruction(struct process *p) {
    fault(p, STATUS_INSTRUCTION, 0);
}

void fake_fault_fetch(struct process *p, uint32_t address) {
    fault(p, STATUS_MEMORY | STATUS_FETCH, address);
}

void fake_fault_execute(struct process *p, uint32_t address) {
    fault(p, STATUS_INSTRUCTION | STATUS_FETCH, address);
}

void fake_fault_other(struct process *p) {
    fault(p, 0, 0);
}

/* A test can link the real ones in their place. */
__attribute__((weak)) enum arch_fault_kind arch_fault_kind(const struct arch_fault *f) {
    if ((f->cfsr & STATUS_MEMORY) != 0) {
        return ARCH_FAULT_MEMORY;
    }
    return (f->cfsr & STATUS_INSTRUCTION) != 0 ? ARCH_FAULT_INSTRUCTION : ARCH_FAULT_OTHER;
}

__attribute__((weak)) bool arch_fault_address(const struct arch_fault *f, uint32_t *address) {
    *address = f->address;
    return (f->cfsr & STATUS_ADDRESS_KNOWN) != 0;
}

bool fake_fault_is_of_instruction(const struct arch_fault *f) {
    return (f->cfsr & STATUS_FETCH) != 0;
}

uint32_t arch_stack_pointer(const struct process *p) {
    return p->context.psp;
}
