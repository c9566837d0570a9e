/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a person reads about a capsule's fault: which file, which line. See tools/capsule_lines.py for
 * the table. */
#include "kernel/capsule_fault.h"
#include "kernel/process.h"

#include <stddef.h>

/* For each capsule its name, the number of the bytes that follow, and those: steps through its code,
 * from its start and line 0 on. Made after the kernel has been linked once, and laid behind it. */
extern const uint8_t capsule_lines[];

/* A step is a byte: how far the address goes on, in half-words, and the line. What does not fit into its
 * half of the byte follows. */
#define STEP_ADDRESS(byte) ((uint32_t)(byte) >> 4)
#define STEP_LINE(byte) ((byte)&0xFu)
#define STEP_LINES_BACK 5u
#define STEP_FAR_LINE 15u /* in another byte, less 0x80 */
#define STEP_FAR 0u       /* both, in two bytes each, low byte first, the line less 0x8000 */

static uint32_t two_bytes(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static const uint8_t *behind_name(const uint8_t *at) {
    while (*at != 0) {
        at++;
    }
    return at + 1;
}

static const uint8_t *find_capsule(uint32_t capsule) {
    const uint8_t *at = capsule_lines;
    while (capsule > 0) {
        at = behind_name(at);
        at += 2 + two_bytes(at);
        capsule--;
    }
    return at;
}

static void put_name(uint32_t capsule, struct buffer *out) {
    for (const uint8_t *at = find_capsule(capsule); *at != 0; at++) {
        buffer_put(out, *at);
    }
}

void report_capsules(uint32_t capsules, struct buffer *out) {
    for (uint32_t i = 0; i < CAPSULES_MAX; i++) {
        if ((capsules >> i & 1u) != 0) {
            buffer_put(out, ' ');
            put_name(i, out);
        }
    }
}

/* The line of the code `offset` bytes behind the capsule's start. */
static uint32_t line_at(uint32_t capsule, uint32_t offset) {
    const uint8_t *at = behind_name(find_capsule(capsule));
    const uint8_t *end = at + 2 + two_bytes(at);
    uint32_t reached = 0;
    uint32_t line = 0;
    at += 2;
    while (at < end) {
        uint32_t on = STEP_ADDRESS(*at);
        uint32_t lines = STEP_LINE(*at) - STEP_LINES_BACK;
        at++;
        if (on == STEP_FAR) {
            on = two_bytes(at);
            lines = two_bytes(at + 2) - 0x8000u;
            at += 4;
        } else if (lines == STEP_FAR_LINE - STEP_LINES_BACK) {
            lines = *at - 0x80u;
            at++;
        }
        reached += 2 * on;
        if (reached > offset) {
            break;
        }
        line += lines;
    }
    return line;
}

static struct text cause(const struct capsule_fault *fault) {
    uint32_t address;
    if (fault->status == NULL) {
        return TEXT("time budget");
    }
    if (!arch_fault_address(fault->status, &address)) {
        address = (uint32_t)fault->pc; /* a call through it, perhaps */
    }
    if (address < CAPSULE_GUARD_BYTES) {
        return TEXT("null reference");
    }
    /* Compiled-in checks end in an instruction that is none. */
    return arch_fault_kind(fault->status) == ARCH_FAULT_INSTRUCTION
               ? TEXT("index out of range, or a loop past its bound")
               : TEXT("memory access");
}

static uint32_t start_of(uint32_t capsule) {
    return capsule == 0 ? 0 : layout_capsules[capsule];
}

void report_capsule_fault(const struct capsule_fault *fault, uint32_t capsule, uintptr_t place,
                          struct buffer *out) {
    uint32_t where = capsule_of(place);
    buffer_text(out, TEXT("capsule "));
    put_name(capsule, out);
    buffer_text(out, TEXT(" faulted"));
    if (where != CAPSULE_NONE) {
        uint32_t offset = (uint32_t)(place - (uintptr_t)layout_capsules_start);
        buffer_text(out, TEXT(" at "));
        if (where != capsule) {
            put_name(where, out);
            buffer_put(out, ' ');
        }
        buffer_text(out, TEXT("line "));
        buffer_decimal(out, line_at(where, offset - start_of(where)));
    }
    buffer_text(out, TEXT(" ("));
    buffer_text(out, cause(fault));
    buffer_put(out, ')');
}
