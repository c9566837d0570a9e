/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The kernel's part of a grant: the subscribed upcalls and allowed buffers that precede the
 * driver's state. Kernel only.
 *
 *   | upcalls | allow RO | allow RW | allow readable | state |        each slot two words */
#ifndef KERNEL_GRANT_SLOTS_H
#define KERNEL_GRANT_SLOTS_H

#include "abi/errorcode.h"
#include "kernel/driver.h"
#include "kernel/process.h"

/* Two words that a process swaps: (function, appdata) or (address, length). */
struct grant_slot {
    uint32_t first;
    uint32_t second;
};

enum grant_slots {
    SLOTS_ALLOW_RO = 1,
    SLOTS_ALLOW_RW,
    SLOTS_ALLOW_READABLE,
};

/* Makes sure that the process has this driver's grant. errors: NOMEM; also for a driver without a
 * grant (ABI 2.11) */
enum errorcode grant_ensure(struct process *p, uint32_t driver);

/* How many slots of that kind the driver has. */
uint32_t grant_slot_count(uint32_t driver, enum grant_slots kind);

/* Slot `number` of the grant, or NULL if it is not allocated or there is no such slot: of a buffer, or of an
 * upcall. */
struct grant_slot *grant_slot(const struct process *p, uint32_t driver, enum grant_slots kind,
                              uint32_t number);

struct grant_slot *grant_upcall(const struct process *p, uint32_t driver, uint32_t number);

/* May the process lend these bytes through a slot of that kind (ABI 2.6)? */
bool grant_slot_admits(const struct process *p, enum grant_slots kind, uint32_t address,
                       uint32_t length);

/* Forgets all grants of a process that begins or ends. */
void grant_forget_all(struct process *p);

/* How many grants are entered, blocks inside blocks, and leaving all but the `depth` outermost ones. */
extern uint32_t grant_depth;
void grant_leave_to(uint32_t depth);

/* How much of its block the process's grants take. */
uint32_t grant_bytes(const struct process *p);

#endif
