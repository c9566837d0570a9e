/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Looking at processes and managing them, for system capsules that a board trusts with it. */
#ifndef KERNEL_PROCESS_CONTROL_H
#define KERNEL_PROCESS_CONTROL_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/capability.h"
#include "kernel/process_id.h"
#include "kernel/process_slice.h"
#include "kernel/report_cursor.h"

#include <stdbool.h>
#include <stdint.h>

/* States as process info and people count them (ABI 7.4). */
enum process_public_state {
    PUBLIC_STATE_RUNNING,
    PUBLIC_STATE_YIELDED,
    PUBLIC_STATE_YIELDED_FOR,
    PUBLIC_STATE_STOPPED,
    PUBLIC_STATE_FAULTED,
    PUBLIC_STATE_TERMINATED,
};

struct process_info {
    struct process_id id;
    enum process_public_state state;
    uint32_t slice_expirations;
    uint32_t syscalls;
    uint32_t restarts;
    uint32_t grants_used;
    uint32_t grants_total;
};

/* The name of the process in the first occupied slot from `slot` on, or none. */
struct process_id process_in_slot_from(uint32_t slot, struct process_management_capability cap);

/* The name of the process of that number, or none. */
struct process_id process_with_number(uint32_t number, struct process_management_capability cap);

/* Returns false if there is no such process any more. */
bool process_get_info(struct process_id id, struct process_info *info,
                      struct process_management_capability cap);

/* Appends its package name as it is, or so that a terminal can be sent it; its state in words.
 * Nothing if there is no such process. */
void process_put_name(struct process_id id, struct buffer *out,
                      struct process_management_capability cap);
void process_show_name(struct process_id id, struct buffer *out,
                       struct process_management_capability cap);
void process_put_state(struct process_id id, struct buffer *out,
                       struct process_management_capability cap);

/* Copies the package name, as far as it fits. Returns its whole length, 0 if there is no such
 * process. */
uint32_t process_copy_name(struct process_id id, struct slice_rw to,
                           struct process_management_capability cap);

/* Appends the names of the capsules that are in quarantine, a blank before each. */
void process_put_quarantined(struct buffer *out);

/* Its ShortId, or 0 if it is like no other (ABI 5.4). */
uint32_t process_short_id(struct process_id id, struct process_management_capability cap);

/* Appends its ShortId for the column of a list: "Unique", or the number (kernel/loader.h). */
void process_put_short_id(struct process_id id, struct buffer *out,
                          struct process_management_capability cap);

/* Appends a line about the next program that the loader refused while others ran. Returns false after the
 * last one, and begins again. */
bool process_put_refused(struct buffer *out, struct process_management_capability cap);

enum process_operation {
    PROCESS_OPERATION_RESUME,
    PROCESS_OPERATION_STOP,
    PROCESS_OPERATION_FAULT,
    PROCESS_OPERATION_TERMINATE,
    PROCESS_OPERATION_BOOT,
};

/* errors: NODEVICE there is no such process; ALREADY it cannot be done in its state */
enum errorcode process_control(struct process_id id, enum process_operation operation,
                               struct process_management_capability cap);

/* A report on its state and memory map (ABI 8.4), line by line. Returns false after the last. */
void process_report_begin(struct report_cursor *report);
bool process_report_line(struct report_cursor *report, struct process_id id, struct buffer *out,
                         struct process_management_capability cap);

#endif
