/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Upcalls: how a driver calls back into a process. Scheduling only queues; the process sees the
 * upcall when it yields. Source: ABI 2.2, 2.3. */
#ifndef KERNEL_UPCALL_H
#define KERNEL_UPCALL_H

#include "abi/errorcode.h"
#include "kernel/grant.h"
#include "kernel/process_id.h"

#include <stdbool.h>
#include <stdint.h>

/* Queues upcall `number` of the driver that the grant belongs to. It may be called anywhere, also
 * inside a GRANT_ENTER block and inside a command.
 * errors: NODEVICE the process has gone or is dead; NOMEM its queue is full, the upcall is lost;
 *         INVAL the driver has no upcall of that number, or no grant in that process */
enum errorcode upcall_schedule(struct grant_handle grant, struct process_id pid, uint32_t number,
                               uint32_t arg0, uint32_t arg1, uint32_t arg2);

/* ---- Kernel only ---- */

struct process;
struct upcall;

/* Queues `u` whole, or gives it to a process that waits for just this; counts it as dropped if
 * there is no room. */
KERNEL_ONLY enum errorcode upcall_enqueue(struct process *p, const struct upcall *u);

/* Is `p` in a Yield-WaitFor for just this? */
KERNEL_ONLY bool upcall_is_awaited(const struct process *p, const struct upcall *u);

/* Makes a process that is Yielded, with its system call registers at `registers`, run its next
 * upcall. Queued values are dropped on the way: they never wake it. Returns false, and leaves it
 * Yielded, if nothing is to be run. */
KERNEL_ONLY bool upcall_deliver(struct process *p, uint32_t *registers);

/* Takes the upcall that a process waits for in Yield-WaitFor and puts its arguments into the
 * registers. Returns false if it is not there. */
KERNEL_ONLY bool upcall_deliver_awaited(struct process *p, uint32_t *registers);

#endif
