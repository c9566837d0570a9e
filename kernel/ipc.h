/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Inter-process communication, driver 0x10000: processes find each other by name, notify each
 * other, and share one buffer for each pair. Source: ABI 6.
 *
 * A share is a region of the receiver's protection unit over the sender's buffer, made when a
 * notification is delivered. It goes when the sender swaps or revokes the buffer and when either
 * of the two ends, which is more than the system that we follow does. */
#ifndef KERNEL_IPC_H
#define KERNEL_IPC_H

#include "arch/arch.h"
#include "kernel/config.h"
#include "kernel/driver.h"
#include "kernel/grant.h"

/* What is kept for a process that takes part. */
struct ipc_state {
    struct mpu_share shares[MPU_SHARES]; /* first: process.shares points here */
    uint8_t senders[MPU_SHARES];         /* one more than the slot of whose buffer it is; 0: none */
};
GRANT(ipc_apps, struct ipc_state, .upcalls = PROCESS_SLOTS, .allow_ro = 1,
      .allow_rw = PROCESS_SLOTS);

struct ipc {
    union ipc_apps apps;
};

/* Anyone may notify anyone. So that nobody can fill another's queue and make it lose what its own
 * drivers tell it, only so many of its ten entries may be notifications; a sender beyond that is
 * told NOMEM, as if the queue were full. */
#define IPC_QUEUED_MAX 6u

/* A process with a longer name cannot be discovered. */
#define IPC_NAME_MAX 255u

/* The driver's command function. */
command_result ipc_command(struct ipc *self, struct process_id caller, uint32_t command,
                           uint32_t arg1, uint32_t arg2);

/* ---- For the rest of the kernel ---- */

struct process;
struct upcall;

/* Turns a queued notification into the upcall that it stands for: arguments (sender's slot, length,
 * address), the sender's buffer shared with `receiver`. Without a buffer, or if the sender has
 * gone, length and address are 0. */
void ipc_expand(struct process *receiver, struct upcall *u);

/* `p` has swapped read-write buffer `number` of `driver`: what it shared through it is revoked, if
 * that driver is IPC. */
void ipc_buffer_changed(const struct process *p, uint32_t driver, uint32_t number);

/* `p` has died: nothing of it is shared any more, nor is anything shared with it. */
void ipc_process_ended(struct process *p);

#endif
