/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a person reads about the CPU: the decoded fault status, a process's registers. Shapes follow ABI 8.3 and 8.5. */
#include "arch/cortex-m/frame.h"
#include "arch/cortex-m/scs.h"
#include "kernel/memory.h"
#include "kernel/process.h"

#include <stddef.h>

/* ---- Fault status (DDI0403E B3.2.15, B3.2.16) ---- */

struct fault_bit {
    uint32_t mask;
    struct text text;
};
#define BIT_TEXT(bit, literal) \
    { (uint32_t)1 << (bit), TEXT_INITIALISER(literal) }

static const struct fault_bit cfsr_bits[] = {
    BIT_TEXT(0, "Instruction Access Violation"),
    BIT_TEXT(1, "Data Access Violation"),
    BIT_TEXT(3, "Memory Management Unstacking Fault"),
    BIT_TEXT(4, "Memory Management Stacking Fault"),
    BIT_TEXT(8, "Instruction Bus Error"),
    BIT_TEXT(9, "Precise Data Bus Error"),
    BIT_TEXT(10, "Imprecise Data Bus Error"),
    BIT_TEXT(11, "Bus Unstacking Fault"),
    BIT_TEXT(12, "Bus Stacking Fault"),
    BIT_TEXT(16, "Undefined Instruction Usage Fault"),
    BIT_TEXT(17, "Invalid State Usage Fault"),
    BIT_TEXT(18, "Invalid PC Load Usage Fault"),
    BIT_TEXT(19, "No Coprocessor Usage Fault"),
#ifdef __ARM_FEATURE_CMSE
    BIT_TEXT(20, "Stack Overflow Usage Fault"),
#endif
    BIT_TEXT(24, "Unaligned Access Usage Fault"),
    BIT_TEXT(25, "Divide By Zero"),
};
static const struct fault_bit hfsr_bits[] = {
    BIT_TEXT(1, "Bus Fault on Vector Table Read"),
    BIT_TEXT(30, "Forced Hard Fault"),
    BIT_TEXT(31, "Debug Event"),
};
#ifdef __ARM_FEATURE_CMSE
static const struct fault_bit sfsr_bits[] = {
    BIT_TEXT(0, "Invalid Entry Point"),      BIT_TEXT(1, "Invalid Integrity Signature"),
    BIT_TEXT(2, "Invalid Exception Return"), BIT_TEXT(3, "Attribution Unit Violation"),
    BIT_TEXT(4, "Invalid Transition"),       BIT_TEXT(5, "Lazy State Preservation Error"),
    BIT_TEXT(7, "Lazy State Error"),
};
#endif
#define TEXT_COLUMN 37u

static void fault_line(struct text text, struct buffer *out) {
    uint32_t from = out->length;
    buffer_text(out, text);
    buffer_put(out, ':');
    buffer_pad_to(out, from, TEXT_COLUMN);
}

/* Line `*line` of the bits that are set, or counts *line down by how many there are. */
static bool bit_line(const struct fault_bit *bits, unsigned count, uint32_t status, unsigned *line,
                     struct buffer *out) {
    for (unsigned i = 0; i < count; i++) {
        if ((status & bits[i].mask) == 0) {
            continue;
        }
        if (*line == 0) {
            fault_line(bits[i].text, out);
            buffer_text(out, TEXT("true"));
            return true;
        }
        (*line)--;
    }
    return false;
}

bool arch_report_fault(const struct arch_fault *fault, unsigned line, struct buffer *out) {
    if (line == 0) {
        buffer_text(out, TEXT("---| Cortex-M Fault Status |---"));
        return true;
    }
    unsigned rest = line - 1;
    if (bit_line(cfsr_bits, sizeof cfsr_bits / sizeof cfsr_bits[0], fault->cfsr, &rest, out) ||
        bit_line(hfsr_bits, sizeof hfsr_bits / sizeof hfsr_bits[0], fault->hfsr, &rest, out)) {
        return true;
    }
#ifdef __ARM_FEATURE_CMSE
    if (bit_line(sfsr_bits, sizeof sfsr_bits / sizeof sfsr_bits[0], fault->sfsr, &rest, out)) {
        return true;
    }
#endif
    uint32_t address;
    if (arch_fault_address(fault, &address)) {
        if (rest == 0) {
            fault_line((fault->cfsr & SCS_CFSR_MMARVALID) != 0 ? TEXT("Faulting Memory Address")
                                                               : TEXT("Bus Fault Address"),
                       out);
            buffer_address(out, address);
            return true;
        }
        rest--;
    }
    if (line == 1) {
        buffer_text(out, TEXT("No Cortex-M faults detected."));
        return true;
    }
    return false;
}

/* ---- Registers ---- */

#define UNKNOWN_REGISTER 0xBAD00BADu

/* Does the frame lie where the process may have one? */
static bool frame_reachable(const struct process *p) {
    struct range ram = {p->memory.start, p->memory.app_break};
    return p->context.psp % 4 == 0 && range_contains(ram, p->context.psp, FRAME_BYTES);
}

/* The value of a stacked register. */
static uint32_t stacked(const struct process *p, enum frame_word word) {
    if (!frame_reachable(p)) {
        return UNKNOWN_REGISTER;
    }
    return ((const uint32_t *)memory_at_const(p->context.psp))[word];
}

bool arch_fault_instruction(const struct process *p, uint32_t *address) {
    *address = stacked(p, FRAME_PC);
    return (p->fault.cfsr & (SCS_CFSR_IACCVIOL | SCS_CFSR_USAGE)) != 0 && frame_reachable(p);
}

static void name_and_value(struct buffer *out, struct text name, uint32_t value) {
    buffer_text(out, name);
    buffer_address(out, value);
}

static uint32_t register_value(const struct process *p, unsigned number) {
    if (number <= 3) {
        return stacked(p, (enum frame_word)(FRAME_R0 + number));
    }
    return number <= 11 ? p->context.r4_to_r11[number - 4] : stacked(p, FRAME_R12);
}

static void register_line(const struct process *p, unsigned number, struct buffer *out) {
    buffer_text(out, number < 10 ? TEXT("  R") : TEXT(" R"));
    buffer_decimal(out, number);
    buffer_text(out, TEXT(" : "));
    buffer_address(out, register_value(p, number));
}

static void flags_line(uint32_t xpsr, struct buffer *out) {
    static const char letters[] = {'N', 'Z', 'C', 'V', 'Q'};
    buffer_text(out, TEXT(" APSR: "));
    for (unsigned i = 0; i < sizeof letters; i++) {
        buffer_put(out, (uint8_t)letters[i]);
        buffer_put(out, (xpsr >> (31 - i) & 1u) != 0 ? '1' : '0');
        buffer_put(out, ' ');
    }
    buffer_text(out, TEXT(" EPSR: Thumb "));
    buffer_text(out, (xpsr & XPSR_THUMB) != 0 ? TEXT("true") : TEXT("false (ERROR: not set)"));
}

bool arch_report_context(const struct process *p, unsigned line, struct buffer *out) {
    switch (line) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
        register_line(p, line, out);
        if (line < 6) {
            buffer_text(out, TEXT("   "));
            register_line(p, line + 7, out);
        }
        return true;
    case 7:
        name_and_value(out, TEXT("  SP : "), p->context.psp);
        name_and_value(out, TEXT("     LR : "), stacked(p, FRAME_LR));
        name_and_value(out, TEXT("     PC : "), stacked(p, FRAME_PC));
        return true;
    case 8:
        flags_line(stacked(p, FRAME_XPSR), out);
        return true;
    case 9: /* an empty line */
        return true;
    default:
        return false;
    }
}
