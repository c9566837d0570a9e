/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Decode, dispatch, encode: the short walk of a system call. This file is on the path that is
 * counted in instructions; subscribe, allow and memop live in files of their own. */
#include "kernel/syscall.h"

#include "kernel/driver.h"
#include "kernel/grant_slots.h"
#include "kernel/hardening.h"
#include "kernel/memory.h"
#include "kernel/upcall.h"

/* Off the short walk: small rather than fast, and not inlined into it. */
#define COLD __attribute__((cold, noinline))

uint32_t command_more[2];

/* Writes a command's result: how many registers depends on its variant (ABI 1.2). The others keep
 * what the process had in them. The last call of a command, so that it needs no way back. */
static enum trap_action write_result(uint32_t registers[4], command_result result) {
    uint32_t variant = (uint32_t)result;
    registers[0] = variant;
    if (variant == RETURN_SUCCESS) {
        return TRAP_RESUME;
    }
    registers[1] = (uint32_t)(result >> 32);
    if (variant == RETURN_SUCCESS_U32) {
        return TRAP_RESUME;
    }
    switch (variant) {
    case RETURN_FAILURE_2U32:
    case RETURN_FAILURE_U64:
    case RETURN_SUCCESS_3U32:
    case RETURN_SUCCESS_U32_U64:
        registers[3] = command_more[1];
        __attribute__((fallthrough));
    case RETURN_FAILURE_U32:
    case RETURN_SUCCESS_2U32:
    case RETURN_SUCCESS_U64:
        registers[2] = command_more[0];
        break;
    default:
        break;
    }
    return TRAP_RESUME;
}

command_result driver_nobody(struct object *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2) {
    (void)self;
    (void)caller;
    (void)command;
    (void)arg1;
    (void)arg2;
    return command_failure(ERR_NODEVICE);
}

/* Yield, Memop and Exit never are (ABI 2.10). */
static bool is_filtered(uint32_t class) {
    return class == SYSCALL_SUBSCRIBE || class == SYSCALL_COMMAND || class == SYSCALL_ALLOW_RW ||
           class == SYSCALL_ALLOW_RO || class == SYSCALL_ALLOW_USERSPACE_READ;
}

static COLD bool permits(const struct process *p, const uint32_t registers[4], uint32_t class) {
    return !is_filtered(class) || tbf_permits(process_object(p), p->permissions, registers[0],
                                              class == SYSCALL_COMMAND ? &registers[1] : NULL);
}

/* The command did something to a process: perhaps to the very one that called. */
static COLD enum trap_action after_work(const struct process *p, struct process_id caller,
                                        uint32_t registers[4], command_result result) {
    if (process_id_equal(p->id, caller) && p->state == PROCESS_RUNNING) {
        (void)write_result(registers, result);
    }
    return TRAP_LEAVE;
}

COLD enum trap_action syscall_abandoned(const struct process *p, uint32_t registers[4]) {
    if (p->state == PROCESS_RUNNING) {
        syscall_fail(registers, ERR_NODEVICE);
    }
    return kernel.work != 0 ? TRAP_LEAVE : TRAP_RESUME;
}

/* On the short walk, whatever the compiler makes of its size. */
#define HOT inline __attribute__((always_inline))

/* Some drivers want their grant before anything else (ABI 7.3, alarm). */
static HOT bool lacks_grant(struct process *p, uint32_t index) {
    return p->grants[index] == GRANT_BEFORE_COMMANDS && grant_ensure(p, index) != OK;
}

/* The trap's walk does not need what these two need: kept apart, each saves only its own. */
#define APART __attribute__((noinline))

static APART enum trap_action command(struct process *p, uint32_t registers[4]) {
    uint32_t index = driver_find(registers[0]);
    if (lacks_grant(p, index)) {
        syscall_fail(registers, ERR_NOMEM);
        return TRAP_RESUME;
    }
    const struct driver *d = &board_drivers[index];
    struct process_id caller = p->id;
    command_result result = d->command(d->self, caller, registers[1], registers[2], registers[3]);
    if (kernel.work != 0) {
        return after_work(p, caller, registers, result);
    }
    return write_result(registers, result);
}

static void set_flag(const struct process *p, uint32_t address, bool value) {
    struct range ram = {p->memory.start, p->memory.app_break};
    hardening_check(p);
    if (range_contains(ram, address, 1)) {
        *(uint8_t *)memory_at(address) = value ? 1 : 0;
    }
}

static APART enum trap_action yield_no_wait(struct process *p, uint32_t registers[4]) {
    uint32_t flag = registers[1];
    bool delivered = p->upcalls.count != 0 && upcall_deliver(p, registers);
    set_flag(p, flag, delivered);
    return TRAP_RESUME;
}

static inline enum trap_action block(const struct process *p) {
    ready_set_remove(&kernel.ready, process_id_slot(p->id));
    return TRAP_LEAVE;
}

static COLD enum trap_action yield_wait_queued(struct process *p, uint32_t registers[4]) {
    return upcall_deliver(p, registers) ? TRAP_RESUME : block(p);
}

static inline enum trap_action yield_wait(struct process *p, uint32_t registers[4]) {
    p->state = PROCESS_YIELDED;
    if (p->upcalls.count != 0) {
        return yield_wait_queued(p, registers);
    }
    return block(p);
}

static COLD enum trap_action yield_wait_for(struct process *p, uint32_t registers[4]) {
    p->state = PROCESS_YIELDED_FOR;
    p->wait_driver = driver_find(registers[1]);
    p->wait_subscribe = registers[2];
    return upcall_deliver_awaited(p, registers) ? TRAP_RESUME : block(p);
}

static COLD enum trap_action no_such_yield(struct process *p) {
    process_fault(p, FAULT_YIELD_NUMBER);
    return TRAP_LEAVE;
}

static APART enum trap_action yield(struct process *p, uint32_t registers[4]) {
    uint32_t number = registers[0];
    if (number == YIELD_WAIT) {
        return yield_wait(p, registers);
    }
    switch (number) {
    case YIELD_NO_WAIT:
        return yield_no_wait(p, registers);
    case YIELD_WAIT_FOR:
        return yield_wait_for(p, registers);
    default:
        return no_such_yield(p);
    }
}

static COLD enum trap_action exit_process(struct process *p, uint32_t registers[4]) {
    switch (registers[0]) {
    case EXIT_TERMINATE:
        process_terminate(p, COMPLETION_CODE, registers[1]);
        return TRAP_LEAVE;
    case EXIT_RESTART:
        process_restart(p, COMPLETION_CODE, registers[1]);
        return TRAP_LEAVE;
    default:
        syscall_fail(registers, ERR_NOSUPPORT);
        return TRAP_RESUME;
    }
}

static COLD enum trap_action no_such_class(struct process *p) {
    process_fault(p, FAULT_SYSCALL_CLASS);
    return TRAP_LEAVE;
}

/* Every way out of this and the next functions is its last call, so that none needs a frame. */
static APART enum trap_action dispatch(struct process *p, uint32_t registers[4], uint32_t class) {
    switch (class) {
    case SYSCALL_SUBSCRIBE:
        return syscall_subscribe(p, registers);
    case SYSCALL_COMMAND:
        return command(p, registers);
    case SYSCALL_ALLOW_RW:
    case SYSCALL_ALLOW_RO:
    case SYSCALL_ALLOW_USERSPACE_READ:
        return syscall_allow(p, registers, class);
    case SYSCALL_MEMOP:
        return syscall_memop(p, registers);
    case SYSCALL_EXIT:
        return exit_process(p, registers);
    default:
        return no_such_class(p);
    }
}

/* For a process whose header has a permissions list (ABI 2.10). */
static COLD enum trap_action dispatch_permitted(struct process *p, uint32_t registers[4],
                                                uint32_t class) {
    if (!permits(p, registers, class)) {
        syscall_fail(registers, ERR_NODEVICE);
        return TRAP_RESUME;
    }
    return dispatch(p, registers, class);
}

enum trap_action syscall(struct process *p, uint32_t registers[4], uint32_t class) {
    if (class == SYSCALL_YIELD) {
        return yield(p, registers); /* which grants nothing: what it leads to is looked at there */
    }
    hardening_check(p);
    if (p->permissions.offset != 0) {
        return dispatch_permitted(p, registers, class);
    }
    if (class == SYSCALL_COMMAND) {
        return command(p, registers); /* the most frequent one */
    }
    return dispatch(p, registers, class);
}
