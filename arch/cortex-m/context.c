/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The exception frame of a process, which lies on its own stack: fabricated for its start,
 * rewritten for an upcall. Source: DDI0403E B1.5.6, ABI 1.4. */
#include "arch/cortex-m/frame.h"
#include "arch/cortex-m/offsets.h"
#include "kernel/memory.h"
#include "kernel/process.h"

#include <stddef.h>

_Static_assert(sizeof(struct mpu_regions) == MPU_REGIONS_BYTES, "mpu_sizes.h");
_Static_assert(offsetof(struct process, context) == OFFSET_CONTEXT, "entry.S");
_Static_assert(offsetof(struct process, memory.start) == OFFSET_START_AND_BREAK, "entry.S");
_Static_assert(offsetof(struct process, memory.app_break) == OFFSET_START_AND_BREAK + 4, "entry.S");
_Static_assert(offsetof(struct process, debug.syscalls) == OFFSET_SYSCALLS, "entry.S");
_Static_assert(offsetof(struct process, debug.last_class) == OFFSET_SYSCALLS + 4, "entry.S");
_Static_assert(offsetof(struct process, debug.last_args) == OFFSET_LAST_ARGS, "entry.S");
_Static_assert(offsetof(struct kernel, current) == OFFSET_CURRENT, "entry.S");
_Static_assert(offsetof(struct kernel, interrupts) == OFFSET_INTERRUPTS, "entry.S");

#ifdef ARCH_FPU
_Static_assert(offsetof(struct arch_context, exc_return) == OFFSET_EXC_RETURN, "entry.S");
#define FRAME_KIND .exc_return = EXC_RETURN_THREAD_PSP,
#else
#define FRAME_KIND
#endif
#ifdef ARCH_FPU_LAZY
_Static_assert(offsetof(struct arch_context, s16_to_s31) == OFFSET_S16, "fpu.S");
#endif

/* The initial frame takes all of it. */
const uint32_t arch_minimum_ram = FRAME_BYTES;

void arch_process_prepare(struct process *p) {
    uint32_t *frame = memory_at(p->memory.start);
    for (unsigned i = 0; i < FRAME_WORDS; i++) {
        frame[i] = 0;
    }
    frame[FRAME_XPSR] = XPSR_THUMB;
    p->context = (struct arch_context){FRAME_KIND.psp = p->memory.start};
}

void arch_upcall_push(uint32_t *registers, uint32_t function, const uint32_t args[3],
                      uint32_t appdata) {
    registers[FRAME_R0 + 0] = args[0];
    registers[FRAME_R0 + 1] = args[1];
    registers[FRAME_R0 + 2] = args[2];
    registers[FRAME_R0 + 3] = appdata;
    registers[FRAME_LR] = registers[FRAME_PC] | 1u;
    registers[FRAME_PC] = function & ~1u;
}

uint32_t *arch_syscall_registers(struct process *p) {
    return memory_at(p->context.psp);
}

bool arch_registers_reachable(const struct process *p, const uint32_t *registers) {
    struct range ram = {p->memory.start, p->memory.app_break};
    return range_contains(ram, (uint32_t)(uintptr_t)registers, RESULT_BYTES);
}

uint32_t arch_stack_pointer(const struct process *p) {
    return p->context.psp;
}
