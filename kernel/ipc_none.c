/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A kernel whose processes do not know of each other (IPC := no in board.mk): there is no driver that
 * queues a notification, and nothing is shared. Takes the place of ipc.c. */
#include "kernel/ipc.h"

void ipc_expand(struct process *receiver, struct upcall *u) {
    (void)receiver;
    (void)u;
}

void ipc_buffer_changed(const struct process *p, uint32_t driver, uint32_t number) {
    (void)p;
    (void)driver;
    (void)number;
}

void ipc_process_ended(struct process *p) {
    (void)p;
}
