/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Scheduling and delivering upcalls. */
#include "kernel/upcall.h"

#include "kernel/grant_slots.h"
#include "kernel/hardening.h"
#include "kernel/ipc.h"

/* Ends a Yield-WaitFor with this upcall. */
static void give(struct process *p, struct upcall *u, uint32_t *registers) {
    if (u->kind == UPCALL_IPC) {
        ipc_expand(p, u);
    }
    registers[0] = u->args[0];
    registers[1] = u->args[1];
    registers[2] = u->args[2];
    p->state = PROCESS_RUNNING;
}

bool upcall_is_awaited(const struct process *p, const struct upcall *u) {
    return p->state == PROCESS_YIELDED_FOR && p->wait_driver == u->driver &&
           p->wait_subscribe == u->subscribe &&
           !upcall_queue_has(&p->upcalls, u->driver, u->subscribe);
}

enum errorcode upcall_enqueue(struct process *p, const struct upcall *u) {
    enum errorcode error = upcall_queue_push(&p->upcalls, u);
    if (error == OK && p->state == PROCESS_YIELDED && u->kind != UPCALL_VALUE && !p->stopped) {
        ready_set_add(&kernel.ready,
                      process_id_slot(p->id)); /* as most are: it need not be worked out */
        return OK;
    }
    /* A full queue does not keep a process from what it waits for, or it would wait forever. */
    if (error != OK && upcall_is_awaited(p, u)) {
        struct upcall awaited = *u;
        uint32_t *registers = arch_syscall_registers(p);
        hardening_check_registers(p, registers);
        give(p, &awaited, registers);
        error = OK;
    }
    if (error != OK) {
        p->debug.dropped_upcalls++;
    }
    process_update_ready(p);
    return error;
}

enum errorcode upcall_schedule(struct grant_handle grant, struct process_id pid, uint32_t number,
                               uint32_t arg0, uint32_t arg1, uint32_t arg2) {
    struct process *p = process_find(pid);
    if (p == NULL || !process_is_alive(p)) {
        return ERR_NODEVICE;
    }
    const struct grant_slot *slot = grant_upcall(p, grant.driver, number);
    if (slot == NULL) {
        return ERR_INVAL;
    }
    const struct upcall u = {
        .driver = grant.driver,
        .subscribe = (uint8_t)number,
        .kind = slot->first == 0 ? UPCALL_VALUE : UPCALL_FUNCTION,
        .unused = 0,
        .args = {arg0, arg1, arg2},
    };
    return upcall_enqueue(p, &u);
}

bool upcall_deliver(struct process *p, uint32_t *registers) {
    if (p->start_pending) {
        const uint32_t args[3] = {p->flash_start + p->protected_size, p->memory.start,
                                  p->memory.end - p->memory.start};
        p->start_pending = false;
        arch_upcall_push(registers, p->entry, args, p->memory.app_break);
        p->state = PROCESS_RUNNING;
        return true;
    }
    struct upcall u;
    while (upcall_queue_pop(&p->upcalls, &u)) {
        if (u.kind == UPCALL_VALUE) {
            continue;
        }
        if (u.kind == UPCALL_IPC) {
            ipc_expand(p, &u);
        }
        const struct grant_slot *slot = grant_upcall(p, u.driver, u.subscribe);
        if (slot == NULL || slot->first == 0) {
            continue;
        }
        arch_upcall_push(registers, slot->first, u.args, slot->second);
        p->state = PROCESS_RUNNING;
        return true;
    }
    return false;
}

bool upcall_deliver_awaited(struct process *p, uint32_t *registers) {
    struct upcall u;
    if (!upcall_queue_take(&p->upcalls, p->wait_driver, p->wait_subscribe, &u)) {
        return false;
    }
    give(p, &u, registers);
    return true;
}
