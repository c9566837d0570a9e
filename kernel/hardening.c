/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Seals of what processes may reach (HARDENED=yes): a sum over the words of the control block by which access is
 * granted, kept apart from it. See kernel/hardening.h. */
#include "kernel/hardening_seals.h"

#include "kernel/panic.h"
#include "kernel/process.h"

static uint32_t seals[PROCESS_SLOTS];

/* Each step can be undone, so whatever changes in one word changes the sum. How many words there are the
 * compiler knows each time: two instructions for each, and no loop. */
static inline __attribute__((always_inline)) uint32_t add(uint32_t sum, const void *words,
                                                          size_t bytes) {
    const uint32_t *word = words;
#pragma GCC unroll 16
    for (size_t i = 0; i < bytes / sizeof *word; i++) {
        sum = (sum << 1 | sum >> 31) ^ word[i];
    }
    return sum;
}

/* From the process's place in flash to its permissions. */
#define PROGRAM_FIRST offsetof(struct process, flash_start)
#define PROGRAM_BYTES (offsetof(struct process, fault) - PROGRAM_FIRST)
_Static_assert(PROGRAM_BYTES == 4 * sizeof(uint32_t) + 2 * sizeof(struct tbf_span), "nothing more");

/* Where the block itself lies counts, too: a pointer to another one is as bad as another one's words. */
static uint32_t sum_of(const struct process *p) {
    uint32_t sum = add((uint32_t)(uintptr_t)p, &p->memory, sizeof p->memory);
    sum = add(sum, &p->regions, sizeof p->regions);
    sum = add(sum, &p->id, sizeof p->id);
    sum = add(sum, (const uint8_t *)p + PROGRAM_FIRST, PROGRAM_BYTES);
    sum = (sum << 1 | sum >> 31) ^ (uint32_t)(uintptr_t)p->shares;
    return p->shares == NULL ? sum : add(sum, p->shares, MPU_SHARES * sizeof *p->shares);
}

void hardening_seal(const struct process *p) {
    seals[process_id_slot(p->id)] = sum_of(p);
}

/* Nothing is read of the processes any more, not even their names: whose words have flipped nobody knows. */
static _Noreturn void end(struct text why) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        kernel.slots[slot] = NULL;
    }
    panic_at(TEXT(__FILE__), __LINE__, why);
}

void hardening_check(const struct process *p) {
    uint32_t slot = process_id_slot(p->id);
    if (slot >= PROCESS_SLOTS || kernel.slots[slot] != p || seals[slot] != sum_of(p)) {
        end(TEXT("What a process may reach is not what the kernel wrote."));
    }
}

void hardening_check_registers(const struct process *p, const uint32_t *registers) {
    if (!arch_registers_reachable(p, registers)) {
        end(TEXT("The registers of a process are not where it left them."));
    }
}

void hardening_check_buffer(const struct process *p, enum grant_slots kind,
                            const struct grant_slot *s) {
    hardening_check(p);
    if (!grant_slot_admits(p, kind, s->first, s->second)) {
        end(TEXT("A buffer is not where the process that lends it has memory."));
    }
}
