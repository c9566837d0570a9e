/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Process info. */
#include "capsules/syscall/process_info.h"

#include "kernel/process_control.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_COUNT = 1,
    COMMAND_NUMBERS = 2,
    COMMAND_SHORT_IDS = 3,
    COMMAND_NAME = 4,
    COMMAND_STATE = 5,
    COMMAND_CONTROL = 6,
};

#define ALLOW_OUT 0

/* Counts the processes and writes a word for each into the buffer, as many as fit. */
static uint32_t each_process(struct slice_rw out, uint32_t command,
                             struct process_management_capability cap) {
    uint32_t count = 0;
    struct process_id id = process_in_slot_from(0, cap);
    LOOP_WHILE (!process_id_is_none(id), PROCESS_SLOTS) {
        slice_set_u32(out, 4 * count,
                      command == COMMAND_NUMBERS ? process_id_number(id)
                                                 : process_short_id(id, cap));
        count++;
        id = process_in_slot_from(process_id_slot(id) + 1, cap);
    }
    return count;
}

static command_result put_name(struct slice_rw out, struct process_id id,
                               struct process_management_capability cap) {
    return command_success_u32(process_copy_name(id, out, cap));
}

static command_result put_state(struct slice_rw out, struct process_id id,
                                struct process_management_capability cap) {
    struct process_info info;
    if (process_get_info(id, &info, cap)) {
        slice_set_u32(out, 0, info.slice_expirations);
        slice_set_u32(out, 4, info.syscalls);
        slice_set_u32(out, 8, info.restarts);
        slice_set_u32(out, 12, (uint32_t)info.state);
    }
    return command_success(); /* also for an unknown process (ABI 7.4) */
}

static command_result control(struct process_id id, uint32_t operation,
                              struct process_management_capability cap) {
    static const enum process_operation operations[] = {
        PROCESS_OPERATION_RESUME,    PROCESS_OPERATION_STOP, PROCESS_OPERATION_FAULT,
        PROCESS_OPERATION_TERMINATE, PROCESS_OPERATION_BOOT,
    };
    const uint32_t count = sizeof operations / sizeof operations[0];
    if (operation >= 1 && operation <= count) {
        (void)process_control(id, operations[operation - 1], cap);
    }
    return command_success(); /* whatever came of it (ABI 7.4) */
}

static command_result serve(const struct process_info_driver *self, struct process_id caller,
                            uint32_t command, uint32_t arg1, uint32_t arg2,
                            struct process_management_capability cap) {
    struct slice_rw out = slice_allowed_rw(self->apps.handle, caller, ALLOW_OUT);
    const struct slice_rw nowhere = {0, 0};
    if (command == COMMAND_COUNT) {
        return command_success_u32(each_process(nowhere, COMMAND_NUMBERS, cap));
    }
    if (command == COMMAND_NUMBERS || command == COMMAND_SHORT_IDS) {
        return command_success_u32(each_process(out, command, cap));
    }
    struct process_id id = process_with_number(arg1, cap);
    bool unknown = process_id_is_none(id);
    switch (command) {
    case COMMAND_NAME:
        return unknown ? command_failure(ERR_INVAL) : put_name(out, id, cap);
    case COMMAND_STATE:
        return put_state(out, id, cap);
    case COMMAND_CONTROL:
        return unknown ? command_failure(ERR_INVAL) : control(id, arg2, cap);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

command_result process_info_driver_command(struct process_info_driver *self,
                                           struct process_id caller, uint32_t command,
                                           uint32_t arg1, uint32_t arg2) {
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    return serve(self, caller, command, arg1, arg2, CAPABILITY(self, management));
}
