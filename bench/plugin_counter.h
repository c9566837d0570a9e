/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What QEMU's plugin interface has had in two shapes: since version 3 of it (QEMU 9.1), the code of an
 * instruction is copied, and what is counted belongs to a CPU. Our machines have one.
 * Source: include/qemu/qemu-plugin.h of QEMU, whose version says which shape this is. */
#ifndef PLUGIN_COUNTER_H
#define PLUGIN_COUNTER_H

#include "qemu-plugin.h"

#include <string.h>

/* So many instructions were executed. There is a counter from counter_create on, which is not to be called
 * before code is translated for the first time. */
static uint64_t *executed;

#if QEMU_PLUGIN_VERSION >= 3

static qemu_plugin_u64 counter;

static inline void counter_create(void) {
    counter.score = qemu_plugin_scoreboard_new(sizeof *executed);
    executed = qemu_plugin_scoreboard_find(counter.score, 0);
}

/* Counts the instruction, each time when it is executed. */
static inline void counter_count(struct qemu_plugin_insn *instruction) {
    qemu_plugin_register_vcpu_insn_exec_inline_per_vcpu(instruction, QEMU_PLUGIN_INLINE_ADD_U64,
                                                        counter, 1);
}

/* The first bytes of its code; returns how many it has. */
static inline size_t instruction_code(const struct qemu_plugin_insn *instruction, void *code,
                                      size_t bytes) {
    (void)qemu_plugin_insn_data(instruction, code, bytes);
    return qemu_plugin_insn_size(instruction);
}

#else

static inline void counter_create(void) {
    static uint64_t counter;
    executed = &counter;
}

static inline void counter_count(struct qemu_plugin_insn *instruction) {
    qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64, executed,
                                               1);
}

static inline size_t instruction_code(const struct qemu_plugin_insn *instruction, void *code,
                                      size_t bytes) {
    size_t size = qemu_plugin_insn_size(instruction);
    memcpy(code, qemu_plugin_insn_data(instruction), size < bytes ? size : bytes);
    return size;
}

#endif

#endif
