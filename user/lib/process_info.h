/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What other processes there are, and how they do. A process is known by its unique number, which
 * changes when it restarts; its name does not. All calls answer at once.
 * Driver 0x10002; source: ABI 7.4, 5.1. */
#ifndef USER_PROCESS_INFO_H
#define USER_PROCESS_INFO_H

#include "syscall.h"

enum process_info_state {
    PROCESS_INFO_RUNNING = 0,
    PROCESS_INFO_YIELDED = 1,
    PROCESS_INFO_YIELDED_FOR = 2,
    PROCESS_INFO_STOPPED = 3,
    PROCESS_INFO_FAULTED = 4,
    PROCESS_INFO_TERMINATED = 5,
};

/* In the order and size of the driver's answer. */
struct process_info_statistics {
    uint32_t timeslice_expirations;
    uint32_t syscalls;
    uint32_t restarts;
    uint32_t state; /* enum process_info_state */
};

enum process_info_action {
    PROCESS_INFO_RESUME = 1,
    PROCESS_INFO_STOP = 2,
    PROCESS_INFO_FAULT = 3,
    PROCESS_INFO_TERMINATE = 4,
    PROCESS_INFO_BOOT = 5,
};

/* errors, of all: NODEVICE this kernel does not tell; NOMEM */

/* How many processes are loaded, dead or alive. */
enum errorcode process_info_count(uint32_t *count);

/* Their unique numbers, as many as fit; *count says how many there are. */
enum errorcode process_info_list(uint32_t *numbers, size_t capacity, uint32_t *count);

/* Copies the name, cut to fit with its terminating 0.
 * pre: size > 0
 * errors: INVAL no such number */
enum errorcode process_info_get_name(uint32_t number, char *name, size_t size);

/* errors: INVAL no such number */
enum errorcode process_info_get_statistics(uint32_t number,
                                           struct process_info_statistics *statistics);

/* The first process of that name. errors: INVAL there is none */
enum errorcode process_info_find(const char *name, uint32_t *number);

/* Asks the kernel to act on a process. OK also if the state did not allow it.
 * errors: INVAL no such number; NOSUPPORT this kernel does not let you */
enum errorcode process_info_act(uint32_t number, enum process_info_action action);

#endif
