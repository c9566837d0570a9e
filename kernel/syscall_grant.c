/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Subscribe and the three kinds of Allow: a process swaps a pair of words with a slot of its
 * grant. The order of the checks is part of the ABI (2.4, 2.6, 2.7, 2.12). */
#include "kernel/grant_slots.h"
#include "kernel/hardening.h"
#include "kernel/ipc.h"
#include "kernel/syscall.h"

/* Failure with the two words that were passed, which are in the right registers already. */
static enum trap_action fail(uint32_t registers[4], enum errorcode error) {
    registers[0] = RETURN_FAILURE_2U32;
    registers[1] = (uint32_t)error;
    return TRAP_RESUME;
}

static void swap(struct grant_slot *slot, uint32_t registers[4]) {
    struct grant_slot old = *slot;
    slot->first = registers[2];
    slot->second = registers[3];
    registers[0] = RETURN_SUCCESS_2U32;
    registers[1] = old.first;
    registers[2] = old.second;
}

enum trap_action syscall_subscribe(struct process *p, uint32_t registers[4]) {
    uint32_t number = registers[1];
    if (!layout_allows_upcall(&p->memory, process_program(p), registers[2])) {
        return fail(registers, ERR_INVAL);
    }
    uint32_t driver = driver_find(registers[0]);
    if (driver == DRIVER_NOBODY) {
        return fail(registers, ERR_NODEVICE);
    }
    if (grant_ensure(p, driver) != OK) {
        return fail(registers, ERR_NOMEM);
    }
    struct grant_slot *slot = grant_upcall(p, driver, number);
    if (slot == NULL) {
        return fail(registers, ERR_NOSUPPORT);
    }
    swap(slot, registers);
    upcall_queue_scrub(&p->upcalls, driver, number);
    return TRAP_RESUME;
}

bool grant_slot_admits(const struct process *p, enum grant_slots kind, uint32_t address,
                       uint32_t length) {
    return kind == SLOTS_ALLOW_RO
               ? layout_allows_read_only(&p->memory, process_program(p), address, length)
               : layout_allows_read_write(&p->memory, address, length);
}

static enum grant_slots slots_of_class(uint32_t class) {
    switch (class) {
    case SYSCALL_ALLOW_RO:
        return SLOTS_ALLOW_RO;
    case SYSCALL_ALLOW_RW:
        return SLOTS_ALLOW_RW;
    default:
        return SLOTS_ALLOW_READABLE;
    }
}

enum trap_action syscall_allow(struct process *p, uint32_t registers[4], uint32_t class) {
    enum grant_slots kind = slots_of_class(class);
    uint32_t number = registers[1];
    uint32_t address = registers[2];
    uint32_t length = registers[3];
    uint32_t driver = driver_find(registers[0]);
    if (driver == DRIVER_NOBODY) {
        return fail(registers, ERR_NODEVICE);
    }
    if (!grant_slot_admits(p, kind, address, length)) {
        return fail(registers, ERR_INVAL);
    }
    if (kind == SLOTS_ALLOW_READABLE && grant_slot_count(driver, kind) == 0) {
        return fail(registers, ERR_NOSUPPORT);
    }
    if (grant_ensure(p, driver) != OK) {
        return fail(registers, ERR_NOMEM);
    }
    struct grant_slot *slot = grant_slot(p, driver, kind, number);
    if (slot == NULL) {
        return fail(registers, ERR_NOSUPPORT);
    }
    swap(slot, registers);
    layout_note_allowed(&p->memory, address, length);
    hardening_seal(p);
    if (kind == SLOTS_ALLOW_RW) {
        ipc_buffer_changed(p, driver, number);
    }
    return TRAP_RESUME;
}
