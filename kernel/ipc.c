/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Inter-process communication. See the header. */
#include "kernel/ipc.h"

#include "abi/driver_numbers.h"
#include "kernel/grant_slots.h"
#include "kernel/hardening.h"
#include "kernel/memory.h"
#include "kernel/process_slice.h"
#include "kernel/upcall.h"

_Static_assert(PROCESS_SLOTS < 255, "a slot and 'none' fit a byte");

#define COMMAND_EXISTS 0
#define COMMAND_DISCOVER 1
#define COMMAND_NOTIFY_SERVICE 2
#define COMMAND_NOTIFY_CLIENT 3

static struct process *in_slot(uint32_t slot) {
    return slot < PROCESS_SLOTS ? kernel.slots[slot] : NULL;
}

static bool name_equals(const struct process *p, struct slice_ro name) {
    if (p->name.length != name.length) {
        return false;
    }
    const uint8_t *own = memory_at_const(p->flash_start + p->name.offset);
    for (uint32_t i = 0; i < name.length; i++) {
        if (own[i] != slice_get(name, i)) {
            return false;
        }
    }
    return true;
}

/* The first process of that name in slot order, alive or dead (ABI 6, "rules and traps"). Nothing
 * else runs while names are compared, so a name that is longer than any should be is found by
 * nobody. */
static __attribute__((noinline)) command_result discover(const struct ipc *self,
                                                         struct process_id caller) {
    enum errorcode error = grant_prepare(self->apps.handle, caller);
    if (error != OK) {
        return command_failure(error);
    }
    struct slice_ro name = slice_allowed_ro(self->apps.handle, caller, 0);
    if (name.length == 0) {
        return command_failure(ERR_INVAL);
    }
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        const struct process *p = kernel.slots[slot];
        if (p != NULL && name.length <= IPC_NAME_MAX && name_equals(p, name)) {
            return command_success_u32(slot);
        }
    }
    return command_failure(ERR_NODEVICE);
}

/* `number_slot` is the slot that is the number of the receiver's upcall: its own when it is the
 * service, the sender's when it is the client. */
static enum errorcode notify(const struct ipc *self, struct process_id sender,
                             struct process *receiver, uint32_t number_slot) {
    if (receiver == NULL) {
        return ERR_INVAL;
    }
    if (!process_is_alive(receiver)) {
        return ERR_NODEVICE;
    }
    if (process_id_equal(receiver->id, sender)) {
        return OK; /* a notification to oneself is dropped */
    }
    const struct upcall u = {
        .driver = self->apps.handle.driver,
        .subscribe = (uint8_t)number_slot,
        .kind = UPCALL_IPC,
        .unused = 0,
        .args = {sender.word, 0, 0},
    };
    if (upcall_queue_ipc_count(&receiver->upcalls) >= IPC_QUEUED_MAX &&
        !upcall_is_awaited(receiver, &u)) {
        return ERR_NOMEM;
    }
    return upcall_enqueue(receiver, &u);
}

command_result ipc_command(struct ipc *self, struct process_id caller, uint32_t command,
                           uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    switch (command) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_DISCOVER:
        return discover(self, caller);
    case COMMAND_NOTIFY_SERVICE:
        return command_status(notify(self, caller, in_slot(arg1), arg1));
    case COMMAND_NOTIFY_CLIENT:
        return command_status(notify(self, caller, in_slot(arg1), process_id_slot(caller)));
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

/* ---- Shares ---- */

/* Of the grant, whose layout is known here. */
#define SLOTS_BEFORE_BUFFERS (ipc_apps_layout.upcalls + ipc_apps_layout.allow_ro)
#define SLOTS (SLOTS_BEFORE_BUFFERS + ipc_apps_layout.allow_rw + ipc_apps_layout.allow_readable)

/* What `p` shares with the process in `slot`, or NULL if it has never shared anything. */
static const struct grant_slot *buffer_for(const struct process *p, uint32_t driver,
                                           uint32_t slot) {
    if (!process_has_grant(p, driver)) {
        return NULL;
    }
    const struct grant_slot *slots = memory_at(p->grants[driver]);
    return &slots[SLOTS_BEFORE_BUFFERS + slot];
}

static struct ipc_state *state_of(struct process *p) {
    /* process.shares is the first member of the state in the process's grant. */
    return (struct ipc_state *)(uintptr_t)p->shares;
}

/* What others share with it has changed. */
static void reload(const struct process *p) {
    hardening_seal(p);
    if (kernel.current == p) {
        arch_mpu_load(&p->regions, p->shares);
    }
}

/* Takes away from `receiver` what the process in `slot` shared with it. */
static void revoke(struct process *receiver, uint32_t slot) {
    struct ipc_state *state = receiver == NULL ? NULL : state_of(receiver);
    if (state == NULL) {
        return;
    }
    hardening_check(receiver);
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        if (state->senders[i] == slot + 1) {
            state->senders[i] = 0;
            mpu_encode_no_share(i, &state->shares[i]);
            reload(receiver);
        }
    }
}

/* Makes room for shares in a process that had none. Returns NULL if its memory is full. */
static struct ipc_state *ensure_state(struct process *p, uint32_t driver) {
    if (p->shares == NULL && grant_ensure(p, driver) == OK) {
        struct grant_slot *slots = memory_at(p->grants[driver]);
        struct ipc_state *state = (struct ipc_state *)(void *)&slots[SLOTS];
        for (unsigned i = 0; i < MPU_SHARES; i++) {
            mpu_encode_no_share(i, &state->shares[i]);
        }
        p->shares = state->shares;
        hardening_seal(p);
    }
    return state_of(p);
}

static void share(struct process *receiver, uint32_t driver, uint32_t slot, struct range buffer) {
    struct ipc_state *state = ensure_state(receiver, driver);
    if (state == NULL) {
        return; /* the upcall arrives all the same; an access will fault (ABI 6) */
    }
    unsigned free = MPU_SHARES;
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        if (state->senders[i] == slot + 1) {
            return; /* made by an earlier notification; a swap would have revoked it */
        }
        if (state->senders[i] == 0 && free == MPU_SHARES) {
            free = i;
        }
    }
    if (free < MPU_SHARES && mpu_can_cover(buffer)) {
        state->senders[free] = (uint8_t)(slot + 1);
        mpu_encode_share(buffer, free, &state->shares[free]);
        reload(receiver);
    }
}

void ipc_expand(struct process *receiver, struct upcall *u) {
    const struct process_id sender_id = {u->args[0]};
    const struct process *sender = process_find(sender_id);
    const struct grant_slot *buffer = NULL;
    if (sender != NULL && process_is_alive(sender)) {
        buffer = buffer_for(sender, u->driver, process_id_slot(receiver->id));
    }
    u->args[0] = process_id_slot(sender_id);
    u->args[1] = 0;
    u->args[2] = 0;
    if (buffer == NULL || buffer->second == 0) {
        return;
    }
    hardening_check_buffer(sender, SLOTS_ALLOW_RW, buffer);
    hardening_check(receiver);
    u->args[1] = buffer->second;
    u->args[2] = buffer->first;
    share(receiver, u->driver, u->args[0],
          (struct range){buffer->first, buffer->first + buffer->second});
}

void ipc_buffer_changed(const struct process *p, uint32_t driver, uint32_t number) {
    if (board_drivers[driver].number == DRIVER_IPC) {
        revoke(in_slot(number), process_id_slot(p->id));
    }
}

void ipc_process_ended(struct process *p) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        revoke(kernel.slots[slot], process_id_slot(p->id));
    }
    hardening_check(p);
    p->shares = NULL;
    reload(p);
}
