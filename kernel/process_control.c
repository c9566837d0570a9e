/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The public face of processes. See the header. */
#include "kernel/process_control.h"

#include "kernel/driver.h"
#include "kernel/memory.h"
#include "kernel/process.h"
#include "kernel/report.h"

bool process_id_is_alive(struct process_id id) {
    const struct process *p = process_find(id);
    return p != NULL && process_is_alive(p);
}

struct process_id process_in_slot_from(uint32_t slot, struct process_management_capability cap) {
    (void)cap;
    for (uint32_t i = slot; i < PROCESS_SLOTS; i++) {
        if (kernel.slots[i] != NULL) {
            return kernel.slots[i]->id;
        }
    }
    return process_id_none();
}

struct process_id process_with_number(uint32_t number, struct process_management_capability cap) {
    (void)cap;
    struct process_id id = {number};
    return process_find(id) != NULL ? id : process_id_none();
}

static enum process_public_state public_state(const struct process *p) {
    if (p->stopped) {
        return PUBLIC_STATE_STOPPED;
    }
    switch (p->state) {
    case PROCESS_RUNNING:
        return PUBLIC_STATE_RUNNING;
    case PROCESS_YIELDED:
        return PUBLIC_STATE_YIELDED;
    case PROCESS_YIELDED_FOR:
        return PUBLIC_STATE_YIELDED_FOR;
    case PROCESS_FAULTED:
        return PUBLIC_STATE_FAULTED;
    default:
        return PUBLIC_STATE_TERMINATED;
    }
}

bool process_get_info(struct process_id id, struct process_info *info,
                      struct process_management_capability cap) {
    (void)cap;
    const struct process *p = process_find(id);
    if (p == NULL) {
        return false;
    }
    *info = (struct process_info){
        .id = p->id,
        .state = public_state(p),
        .slice_expirations = p->debug.slice_expirations,
        .syscalls = p->debug.syscalls,
        .restarts = p->debug.restarts,
        .grants_total = board_driver_count - 1, /* nobody has none */
    };
    for (uint32_t i = 0; i < board_driver_count; i++) {
        info->grants_used += process_has_grant(p, i) ? 1 : 0;
    }
    return true;
}

void process_put_name(struct process_id id, struct buffer *out,
                      struct process_management_capability cap) {
    (void)cap;
    const struct process *p = process_find(id);
    if (p != NULL) {
        process_put_raw_name(p, out);
    }
}

void process_show_name(struct process_id id, struct buffer *out,
                       struct process_management_capability cap) {
    (void)cap;
    const struct process *p = process_find(id);
    if (p != NULL) {
        process_put_shown_name(p, out);
    }
}

void process_put_state(struct process_id id, struct buffer *out,
                       struct process_management_capability cap) {
    (void)cap;
    const struct process *p = process_find(id);
    if (p != NULL) {
        process_put_state_words(p, out);
    }
}

uint32_t process_copy_name(struct process_id id, struct slice_rw to,
                           struct process_management_capability cap) {
    (void)cap;
    const struct process *p = process_find(id);
    if (p == NULL) {
        return 0;
    }
    const struct buffer name = {.bytes = memory_at(p->flash_start + p->name.offset),
                                .capacity = p->name.length,
                                .length = p->name.length};
    slice_write(to, 0, &name);
    return name.length;
}

static enum errorcode operate(struct process *p, enum process_operation operation) {
    switch (operation) {
    case PROCESS_OPERATION_RESUME:
        return process_resume(p);
    case PROCESS_OPERATION_STOP:
        return process_stop(p);
    case PROCESS_OPERATION_FAULT:
        if (!process_is_alive(p)) {
            return ERR_ALREADY;
        }
        p->fault = (struct arch_fault){0};
        process_fault(p, FAULT_FORCED);
        return OK;
    case PROCESS_OPERATION_TERMINATE:
        if (p->state == PROCESS_TERMINATED) {
            return ERR_ALREADY;
        }
        process_terminate(p, COMPLETION_FAULTED, 0);
        return OK;
    case PROCESS_OPERATION_BOOT:
        return process_start(p);
    }
    return ERR_NOSUPPORT;
}

enum errorcode process_control(struct process_id id, enum process_operation operation,
                               struct process_management_capability cap) {
    (void)cap;
    struct process *p = process_find(id);
    return p == NULL ? ERR_NODEVICE : operate(p, operation);
}

void process_report_begin(struct report_cursor *report) {
    *report = report_of_overview();
}

bool process_report_line(struct report_cursor *report, struct process_id id, struct buffer *out,
                         struct process_management_capability cap) {
    (void)cap;
    const struct process *p = process_find(id);
    return p != NULL && report_next(report, p, out);
}
