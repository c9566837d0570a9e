/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Memory keeps what was written to it. */
#ifndef KERNEL_HARDENING_NONE_H
#define KERNEL_HARDENING_NONE_H

#include "kernel/grant_slots.h"

static inline void hardening_seal(const struct process *p) {
    (void)p;
}

static inline void hardening_check(const struct process *p) {
    (void)p;
}

static inline void hardening_check_registers(const struct process *p, const uint32_t *registers) {
    (void)p;
    (void)registers;
}

static inline void hardening_check_buffer(const struct process *p, enum grant_slots kind,
                                          const struct grant_slot *s) {
    (void)p;
    (void)kind;
    (void)s;
}

#endif
