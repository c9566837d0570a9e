/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The name of a process: one word that fits a register. Each life of a process in a slot has a
 * generation of its own, so that an old name never means a new process (ABI 5.2). A slot whose
 * generations are used up starts nothing any more, rather than give a name twice; other slots have
 * their own. */
#ifndef KERNEL_PROCESS_ID_H
#define KERNEL_PROCESS_ID_H

#include "kernel/config.h"

#include <stdbool.h>
#include <stdint.h>

struct process_id {
    uint32_t word; /* the generation above the slot */
};

#define PROCESS_SLOT_BITS \
    (PROCESS_SLOTS <= 8 ? 3 : PROCESS_SLOTS <= 16 ? 4 : PROCESS_SLOTS <= 32 ? 5 : 8)
#define PROCESS_SLOT_MASK (((uint32_t)1 << PROCESS_SLOT_BITS) - 1u)
#define PROCESS_GENERATION_MAX (UINT32_MAX >> PROCESS_SLOT_BITS)

/* The name of no process: the last generation is never reached. Also as an initialiser. */
#define PROCESS_ID_NONE \
    { UINT32_MAX }

static inline struct process_id process_id_none(void) {
    return (struct process_id)PROCESS_ID_NONE;
}

static inline struct process_id process_id_of(uint32_t generation, uint32_t slot) {
    return (struct process_id){generation << PROCESS_SLOT_BITS | slot};
}

/* Where it lives; what IPC uses. */
static inline uint32_t process_id_slot(struct process_id id) {
    return id.word & PROCESS_SLOT_MASK;
}

static inline uint32_t process_id_generation(struct process_id id) {
    return id.word >> PROCESS_SLOT_BITS;
}

/* What people and programs see: 0, 1, 2 ... after boot; it grows with each life. */
static inline uint32_t process_id_number(struct process_id id) {
    return id.word;
}

static inline bool process_id_is_none(struct process_id id) {
    return id.word == UINT32_MAX;
}

static inline bool process_id_equal(struct process_id a, struct process_id b) {
    return a.word == b.word;
}

/* Is this still the name of a process, and may that process still run? (kernel/process_control.c) */
bool process_id_is_alive(struct process_id id);

#endif
