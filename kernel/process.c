/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The life of a process: creation, death, restart, and what makes it ready to run. */
#include "kernel/process.h"

#include "kernel/driver.h"
#include "kernel/grant_slots.h"
#include "kernel/hardening.h"
#include "kernel/ipc.h"
#include "kernel/memory.h"
#include "kernel/report.h"

struct kernel kernel;

#define CONTROL_BLOCK_ALIGNMENT 8u

struct process *process_find(struct process_id id) {
    uint32_t slot = process_id_slot(id);
    struct process *p = slot < PROCESS_SLOTS ? kernel.slots[slot] : NULL;
    return p != NULL && process_id_equal(p->id, id) ? p : NULL;
}

struct tbf_bytes process_object(const struct process *p) {
    return (struct tbf_bytes){memory_at_const(p->flash_start), p->flash_size};
}

uint32_t process_header_size(const struct process *p) {
    struct tbf_head head = {0, 0};
    tbf_read_head(process_object(p), &head);
    return head.header_size;
}

void process_put_raw_name(const struct process *p, struct buffer *out) {
    const uint8_t *name = memory_at_const(p->flash_start + p->name.offset);
    for (uint32_t i = 0; i < p->name.length; i++) {
        buffer_put(out, name[i]);
    }
}

void process_put_shown_name(const struct process *p, struct buffer *out) {
    buffer_name(out, memory_at_const(p->flash_start + p->name.offset), p->name.length);
}

static struct text state_text(const struct process *p) {
    switch (p->state) {
    case PROCESS_RUNNING:
        return TEXT("Running");
    case PROCESS_YIELDED:
        return TEXT("Yielded");
    case PROCESS_YIELDED_FOR:
        return TEXT("YieldedFor");
    case PROCESS_FAULTED:
        return TEXT("Faulted");
    default:
        return TEXT("Terminated");
    }
}

void process_put_state_words(const struct process *p, struct buffer *out) {
    if (p->stopped) {
        buffer_text(out, TEXT("Stopped("));
    }
    buffer_text(out, state_text(p));
    if (p->state == PROCESS_YIELDED_FOR) {
        buffer_put(out, '(');
        if (p->wait_driver != DRIVER_NOBODY) {
            buffer_hex(out, board_drivers[p->wait_driver].number);
        } else {
            buffer_put(out, '?');
        }
        buffer_text(out, TEXT(", "));
        buffer_decimal(out, p->wait_subscribe);
        buffer_put(out, ')');
    }
    if (p->stopped) {
        buffer_put(out, ')');
    }
}

uint32_t process_overhead(void) {
    uint32_t bytes = sizeof(struct process) + board_driver_count * sizeof(uint32_t);
    uint32_t steps = (bytes + CONTROL_BLOCK_ALIGNMENT - 1) / CONTROL_BLOCK_ALIGNMENT;
    return steps * CONTROL_BLOCK_ALIGNMENT;
}

static bool is_ready(const struct process *p) {
    if (p->stopped) {
        return false;
    }
    switch (p->state) {
    case PROCESS_RUNNING:
        return true;
    case PROCESS_YIELDED:
        return p->start_pending || upcall_queue_has_call(&p->upcalls);
    case PROCESS_YIELDED_FOR:
        return upcall_queue_has(&p->upcalls, p->wait_driver, p->wait_subscribe);
    default:
        return false;
    }
}

void process_update_ready(struct process *p) {
    if (is_ready(p)) {
        ready_set_add(&kernel.ready, process_id_slot(p->id));
    } else {
        ready_set_remove(&kernel.ready, process_id_slot(p->id));
    }
}

void process_update_regions(struct process *p) {
    mpu_encode((struct range){p->flash_start, p->flash_start + p->flash_size}, &p->memory,
               &p->regions);
    hardening_seal(p);
    if (kernel.current == p) {
        arch_mpu_load(&p->regions, p->shares);
    }
}

/* Everything that a life begins with, be it the first or a later one. */
static void reset(struct process *p) {
    struct range block = {p->memory.start, p->memory.end};
    p->memory = layout_initial(block, arch_minimum_ram, process_overhead());
    grant_forget_all(p);
    p->shares = NULL;
    upcall_queue_clear(&p->upcalls);
    memory_zero(block.start, mpu_accessible_end(block, p->memory.app_break) - block.start);
    process_update_regions(p);

    p->state = PROCESS_YIELDED;
    p->stopped = false;
    p->restart_pending = false;
    p->start_pending = true;
    p->debug = (struct process_debug){.restarts = p->debug.restarts};
    arch_process_prepare(p);
    process_update_ready(p);
}

void process_create(uint32_t slot, const struct tbf *header, uint32_t flash_start,
                    struct range block) {
    uint32_t overhead = process_overhead();
    memory_zero(block.end - overhead, overhead);
    struct process *p = memory_at(block.end - overhead);
    p->id = process_id_of(0, slot);
    p->flash_start = flash_start;
    p->flash_size = header->total_size;
    p->entry = flash_start + header->entry;
    p->protected_size = header->protected_size;
    p->name = header->name;
    p->permissions = header->permissions;
    p->memory = layout_initial(block, 0, overhead);
    kernel.slots[slot] = p;
    reset(p);
}

void process_terminate(struct process *p, enum process_completion completion, uint32_t code) {
    if (p->state == PROCESS_TERMINATED) {
        return;
    }
    ipc_process_ended(p);
    upcall_queue_clear(&p->upcalls);
    grant_forget_all(p);
    p->state = PROCESS_TERMINATED;
    p->stopped = false;
    p->start_pending = false;
    p->fault_pending = false;
    p->completion = (uint8_t)completion;
    p->completion_code = code;
    process_update_ready(p);
    kernel.work |= WORK_RESCHEDULE;
}

void process_restart(struct process *p, enum process_completion completion, uint32_t code) {
    if (p->state == PROCESS_TERMINATED) {
        return;
    }
    process_terminate(p, completion, code);
    p->restart_pending = true;
    kernel.work |= WORK_RESTART;
}

enum errorcode process_start(struct process *p) {
    if (p->state != PROCESS_TERMINATED || p->restart_pending) {
        return ERR_ALREADY;
    }
    p->restart_pending = true;
    kernel.work |= WORK_RESTART;
    return OK;
}

enum errorcode process_stop(struct process *p) {
    if (p->stopped || !process_is_alive(p)) {
        return ERR_ALREADY;
    }
    p->stopped = true;
    process_update_ready(p);
    kernel.work |= WORK_RESCHEDULE;
    return OK;
}

enum errorcode process_resume(struct process *p) {
    if (!p->stopped) {
        return ERR_ALREADY;
    }
    p->stopped = false;
    process_update_ready(p);
    return OK;
}

void process_fault(struct process *p, enum fault_cause cause) {
    if (!process_is_alive(p)) {
        return;
    }
    p->state = PROCESS_FAULTED;
    p->stopped = false;
    ipc_process_ended(p);
    p->cause = (uint8_t)cause;
    p->fault_pending = true;
    p->report = report_of_fault();
    process_update_ready(p);
    kernel.work |= WORK_FAULT | WORK_RESCHEDULE;
}

void process_reset_pending(void) {
    kernel.work &= ~WORK_RESTART;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        struct process *p = kernel.slots[slot];
        uint32_t next = p == NULL ? 0 : process_id_generation(p->id) + 1;
        if (p != NULL && p->restart_pending && next < PROCESS_GENERATION_MAX) {
            hardening_check(p);
            p->id = process_id_of(next, slot);
            p->debug.restarts++;
            reset(p);
        }
    }
}
