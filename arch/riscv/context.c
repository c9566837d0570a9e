/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The registers of a process, which lie in its control block: made up for its start, rewritten for an
 * upcall. Source: ABI 1.5. */
#include "arch/riscv/context.h"

#include "arch/riscv/offsets.h"
#include "kernel/process.h"

#include <stddef.h>

_Static_assert(offsetof(struct process, context) == 0, "entry.S");
_Static_assert(offsetof(struct arch_context, pc) == CONTEXT_PC, "entry.S");
_Static_assert(offsetof(struct process, debug.syscalls) == OFFSET_SYSCALLS, "entry.S");
_Static_assert(offsetof(struct process, debug.last_class) == OFFSET_SYSCALLS + 4, "entry.S");
_Static_assert(offsetof(struct process, debug.last_args) == OFFSET_LAST_ARGS, "entry.S");
_Static_assert(offsetof(struct kernel, current) == OFFSET_CURRENT, "entry.S");
_Static_assert(offsetof(struct kernel, interrupts) == OFFSET_INTERRUPTS, "entry.S");

const uint32_t arch_minimum_ram = 0;

/* A CPU may have fetched instructions before they were written (Unprivileged ISA, chapter 3). */
void arch_process_prepare(struct process *p) {
    p->context = (struct arch_context){0};
    p->context.x[CONTEXT_SP] = p->memory.start;
    __asm__ volatile("fence.i" ::: "memory");
}

/* The context of which these are the argument registers. */
static struct arch_context *context_of(uint32_t *registers) {
    return (struct arch_context *)(void *)(registers - CONTEXT_A0);
}

void arch_upcall_push(uint32_t *registers, uint32_t function, const uint32_t args[3],
                      uint32_t appdata) {
    struct arch_context *context = context_of(registers);
    registers[0] = args[0];
    registers[1] = args[1];
    registers[2] = args[2];
    registers[3] = appdata;
    context->x[CONTEXT_RA] = context->pc;
    context->pc = function & ~1u; /* mepc has no lowest bit (Privileged Architecture 3.1.14) */
}

uint32_t *arch_syscall_registers(struct process *p) {
    return &p->context.x[CONTEXT_A0];
}

/* They lie in the control block. */
bool arch_registers_reachable(const struct process *p, const uint32_t *registers) {
    (void)p;
    (void)registers;
    return true;
}

uint32_t arch_stack_pointer(const struct process *p) {
    return p->context.x[CONTEXT_SP];
}
