/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the fake architecture says about faults, registers and regions: one line each. */
#include "tests/unit/fake_arch.h"

bool arch_report_fault(const struct arch_fault *f, unsigned line, struct buffer *out) {
    if (line == 0) {
        buffer_text(out, TEXT("<fault status "));
        buffer_hex(out, f->cfsr);
        buffer_text(out, TEXT(">"));
    }
    return line == 0;
}

bool arch_report_context(const struct process *p, unsigned line, struct buffer *out) {
    if (line == 0) {
        buffer_text(out, TEXT("<registers, SP "));
        buffer_address(out, p->context.psp);
        buffer_text(out, TEXT(">"));
    }
    return line == 0;
}

bool arch_report_mpu(const struct process *p, unsigned line, struct buffer *out) {
    (void)p;
    if (line == 0) {
        buffer_text(out, TEXT("<regions>"));
    }
    return line == 0;
}

bool arch_fault_instruction(const struct process *p, uint32_t *address) {
    *address = p->fault.address;
    return fake_fault_is_of_instruction(&p->fault);
}
