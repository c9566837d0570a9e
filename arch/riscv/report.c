/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a person reads about the CPU: the cause of a fault, a process's registers. Shapes follow
 * ABI 8.3 and 8.5. */
#include "arch/riscv/csr.h"
#include "kernel/process.h"

/* ---- Causes (Privileged Architecture 1.12, table 3.6) ---- */

static const struct text causes[] = {
    [MCAUSE_FETCH_MISALIGNED] =
        TEXT_INITIALISER("No fault"), /* instructions of 16 bits: cannot be */
    [MCAUSE_FETCH_ACCESS] = TEXT_INITIALISER("Instruction access fault"),
    [MCAUSE_ILLEGAL] = TEXT_INITIALISER("Illegal instruction"),
    [MCAUSE_BREAKPOINT] = TEXT_INITIALISER("Breakpoint"),
    [MCAUSE_LOAD_MISALIGNED] = TEXT_INITIALISER("Load address misaligned"),
    [MCAUSE_LOAD_ACCESS] = TEXT_INITIALISER("Load access fault"),
    [MCAUSE_STORE_MISALIGNED] = TEXT_INITIALISER("Store/AMO address misaligned"),
    [MCAUSE_STORE_ACCESS] = TEXT_INITIALISER("Store/AMO access fault"),
    [MCAUSE_ECALL_USER] = TEXT_INITIALISER("Environment call from U-mode"),
};
#define CAUSES (sizeof causes / sizeof causes[0])

static void put_cause(const struct arch_fault *fault, struct buffer *out) {
    buffer_text(out, TEXT("mcause: "));
    buffer_address(out, fault->mcause);
    buffer_text(out, TEXT(" ("));
    buffer_text(out, fault->mcause < CAUSES ? causes[fault->mcause] : TEXT("Unknown"));
    buffer_put(out, ')');
}

static void put_value(const struct arch_fault *fault, struct buffer *out) {
    buffer_text(out, TEXT("mtval:  "));
    buffer_address(out, fault->mtval);
}

bool arch_report_fault(const struct arch_fault *fault, unsigned line, struct buffer *out) {
    switch (line) {
    case 0:
        buffer_text(out, TEXT("---| RISC-V Machine State |---"));
        return true;
    case 1:
        buffer_text(out, TEXT("Last cause ("));
        put_cause(fault, out);
        buffer_put(out, ')');
        return true;
    case 2:
        buffer_text(out, TEXT("Last value ("));
        put_value(fault, out);
        buffer_put(out, ')');
        return true;
    default:
        return false;
    }
}

/* ---- Registers ---- */

static void put_register(const struct process *p, unsigned number, struct buffer *out) {
    buffer_text(out, number < 10 ? TEXT(" R") : TEXT("R"));
    buffer_decimal(out, number);
    buffer_text(out, TEXT(": "));
    buffer_address(out, number == 0 ? 0 : p->context.x[number - 1]);
}

bool arch_report_context(const struct process *p, unsigned line, struct buffer *out) {
    if (line < 16) {
        buffer_put(out, ' ');
        put_register(p, line, out);
        buffer_text(out, TEXT("    "));
        put_register(p, line + 16, out);
        return true;
    }
    switch (line) {
    case 16:
        buffer_text(out, TEXT(" PC : "));
        buffer_address(out, p->context.pc);
        return true;
    case 17: /* an empty line */
        return true;
    case 18:
        put_cause(&p->fault, out);
        return true;
    case 19:
        put_value(&p->fault, out);
        return true;
    case 20:
        return true;
    default:
        return false;
    }
}
