/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reports for a kernel without panic text (make PANIC_TEXT=no): one line about a process, in
 * numbers that the header files explain. Takes the place of report.c and the arch's report.c. */
#include "kernel/report.h"

#include "kernel/capsule_fault.h"

/* "NAME state 0x3 cause 0x0 address 0x00000000 sp 0x20001400" */
static void numbers(const struct process *p, struct buffer *out) {
    uint32_t address;
    process_put_shown_name(p, out);
    buffer_text(out, TEXT(" state "));
    buffer_hex(out, p->state);
    buffer_text(out, TEXT(" cause "));
    buffer_hex(out, p->cause);
    if (arch_fault_address(&p->fault, &address)) {
        buffer_text(out, TEXT(" address "));
        buffer_address(out, address);
    }
    buffer_text(out, TEXT(" sp "));
    buffer_address(out, arch_stack_pointer(p));
}

struct report_cursor report_of_fault(void) {
    return (struct report_cursor){.end = 1};
}

struct report_cursor report_of_process(void) {
    return report_of_fault();
}

struct report_cursor report_of_overview(void) {
    return report_of_fault();
}

struct report_cursor report_of_cpu_fault(void) {
    return (struct report_cursor){.end = 0};
}

bool report_next(struct report_cursor *cursor, const struct process *p, struct buffer *out) {
    if (cursor->line >= cursor->end) {
        return false;
    }
    cursor->line++;
    numbers(p, out);
    return true;
}

void report_kernel_version(struct buffer *out) {
    (void)out;
}

void report_capsules(uint32_t capsules, struct buffer *out) {
    buffer_hex(out, capsules);
}

void report_capsule_fault(const struct capsule_fault *fault, uint32_t capsule, uintptr_t place,
                          struct buffer *out) {
    (void)fault;
    buffer_text(out, TEXT("\r\ncapsule "));
    buffer_hex(out, capsule);
    buffer_text(out, TEXT(" faulted at "));
    buffer_hex(out, (uint32_t)place);
}

bool arch_report_fault(const struct arch_fault *fault, unsigned line, struct buffer *out) {
    (void)fault;
    (void)line;
    (void)out;
    return false;
}
