/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Memory may forget: each process has a seal (kernel/hardening.c). */
#ifndef KERNEL_HARDENING_SEALS_H
#define KERNEL_HARDENING_SEALS_H

#include "kernel/grant_slots.h"

void hardening_seal(const struct process *p);
void hardening_check(const struct process *p);
void hardening_check_registers(const struct process *p, const uint32_t *registers);
void hardening_check_buffer(const struct process *p, enum grant_slots kind,
                            const struct grant_slot *s);

#endif
