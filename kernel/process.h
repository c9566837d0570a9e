/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Processes: their control blocks, states, names and life cycle. Kernel only; capsules see
 * process_id and the calls of kernel/capsule.h. Source: ABI 5. */
#ifndef KERNEL_PROCESS_H
#define KERNEL_PROCESS_H

#include "arch/arch.h"
#include "kernel/config.h"
#include "kernel/process_id.h"
#include "kernel/process_memory.h"
#include "kernel/ready_set.h"
#include "kernel/report_cursor.h"
#include "kernel/tbf.h"
#include "kernel/upcall_queue.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum process_state {
    PROCESS_RUNNING,     /* has, or wants, the CPU */
    PROCESS_YIELDED,     /* waits for any upcall */
    PROCESS_YIELDED_FOR, /* waits for one upcall */
    PROCESS_FAULTED,     /* did what it may not; dead */
    PROCESS_TERMINATED,  /* dead, can be started again */
};

enum process_completion {
    COMPLETION_NONE,    /* never ended */
    COMPLETION_FAULTED, /* ended without a code */
    COMPLETION_CODE,
};

/* Why a process faulted, where the CPU did not find it out. */
enum fault_cause {
    FAULT_BY_CPU,
    FAULT_STACK_POINTER, /* stack pointer outside its RAM at a system call */
    FAULT_SYSCALL_CLASS, /* no such class (ABI 1.1) */
    FAULT_YIELD_NUMBER,  /* no such yield (ABI 2.3) */
    FAULT_FORCED,        /* somebody asked for it */
};

/* For people only; nothing is decided by it. */
struct process_debug {
    uint32_t syscalls;
    uint32_t last_class; /* meaningful once syscalls is not zero */
    uint32_t last_args[2];
    uint32_t slice_expirations;
    uint32_t dropped_upcalls;
    uint32_t restarts;
    uint32_t stack_top;  /* 0: the program never said (memop 10) */
    uint32_t heap_start; /* 0: the program never said (memop 11) */
};

/* The control block. It lies at the top of the process's own block, out of its reach, with one
 * grant pointer for each driver of the board behind it. */
struct process {
    struct arch_context context; /* first: the trap code finds it at offset 0 */
    struct layout memory;        /* second: the trap code reads start and app_break */
    struct mpu_regions regions;
    const struct mpu_share *shares; /* MPU_SHARES regions, or NULL (kernel/ipc.c) */
    struct process_id id;

    uint8_t state;        /* enum process_state */
    uint8_t completion;   /* enum process_completion */
    uint8_t cause;        /* enum fault_cause */
    bool stopped;         /* Stopped(state) */
    bool start_pending;   /* the call of its entry point is ahead of all upcalls */
    bool restart_pending; /* to be reset by the main loop */
    bool fault_pending;   /* its fault has still to be reported, then the policy applied */
    struct report_cursor report;
    uint32_t wait_driver; /* of Yield-WaitFor: index, or DRIVER_NOBODY for one we do not have */
    uint32_t wait_subscribe;
    uint32_t completion_code;
    uint32_t entered;    /* a bit for each driver whose grant is being used */
    uint32_t objects;    /* newest of the objects in its grants: an address, or 0 */
    uint32_t next_stamp; /* of the next such object */

    uint32_t flash_start;
    uint32_t flash_size;
    uint32_t entry;          /* address of the first instruction */
    uint32_t protected_size; /* the program begins at flash_start + protected_size */
    struct tbf_span name;
    struct tbf_span permissions; /* offset 0: everything is permitted (ABI 2.10) */

    struct arch_fault fault;
    struct process_debug debug;
    struct upcall_queue upcalls;
    uint32_t grants[]; /* addresses, or one of GRANT_*; board_driver_count of them */
};

/* What stands in place of the address of a grant that is not allocated. The first is tested for on
 * the path of every command, and zero is the cheapest to test for. */
#define GRANT_BEFORE_COMMANDS 0u /* the driver wants it before it is given any command */
#define GRANT_ON_DEMAND 1u

static inline bool process_has_grant(const struct process *p, uint32_t driver) {
    return p->grants[driver] > GRANT_ON_DEMAND;
}

/* What is not the property of one process. */
struct kernel {
    struct process *slots[PROCESS_SLOTS];
    struct process *current;      /* runs, or ran last; its regions are loaded. NULL at first */
    uint32_t work;                /* not 0: the loop must turn before a process goes on */
    volatile uint32_t interrupts; /* not 0: a handler has marked its line; the arch sets it */
    struct ready_set ready;       /* slots whose process could run now */
};
extern struct kernel kernel;

/* Reasons for the loop to turn. */
#define WORK_DEFERRED 0x1u   /* a deferred call waits */
#define WORK_RESCHEDULE 0x2u /* a process changed under the running one's feet */
#define WORK_RESTART 0x4u    /* a process waits to be reset */
#define WORK_FAULT 0x8u      /* a process waits for its fault policy */

/* ---- Finding ---- */

/* The process of that name, or NULL if it has gone. It may be dead: see process_is_alive. */
struct process *process_find(struct process_id id);

/* Can it still run, be given upcalls, have its grants entered? */
static inline bool process_is_alive(const struct process *p) {
    return p->state <= PROCESS_YIELDED_FOR;
}

/* The bytes of its object in flash. */
struct tbf_bytes process_object(const struct process *p);

/* The size of its header, as the header says. */
uint32_t process_header_size(const struct process *p);

/* From the end of the protected region to the end of the object (ABI 3.1). */
static inline struct range process_program(const struct process *p) {
    return (struct range){p->flash_start + p->protected_size, p->flash_start + p->flash_size};
}

/* Appends its package name as it is; and so that a terminal can be sent it. */
void process_put_raw_name(const struct process *p, struct buffer *out);
void process_put_shown_name(const struct process *p, struct buffer *out);

/* ---- Life cycle (ABI 5.1, 5.5) ---- */

/* Appends its state in words: "Running", "Stopped(Yielded)", ... */
void process_put_state_words(const struct process *p, struct buffer *out);

/* Bytes of its block that the kernel takes before the first grant. */
uint32_t process_overhead(void);

/* Leaves a note of it in the ELF file, in a symbol's size; the board says how many drivers it has. */
#define PROCESS_OVERHEAD_NOTE(drivers)                            \
    __attribute__((section(".sizes"), used)) static const uint8_t \
        note_process_overhead[(sizeof(struct process) + 4 * (drivers) + 7) / 8 * 8] = {0}

/* Makes a process in `slot` out of a parsed object and a block from mpu_place_block. It is
 * Yielded, its entry point queued.
 * pre: kernel.slots[slot] is NULL */
void process_create(uint32_t slot, const struct tbf *header, uint32_t flash_start,
                    struct range block);

/* Dies: its queue is emptied, its grants are forgotten. No effect if it is Terminated. */
void process_terminate(struct process *p, enum process_completion completion, uint32_t code);

/* Dies, and is reset by the main loop's next turn, when nobody holds a reference into it. */
void process_restart(struct process *p, enum process_completion completion, uint32_t code);

/* Starts a Terminated process again. errors: ALREADY unless Terminated */
enum errorcode process_start(struct process *p);

/* errors: ALREADY if it is stopped, or dead */
enum errorcode process_stop(struct process *p);

/* errors: ALREADY if it is not stopped */
enum errorcode process_resume(struct process *p);

/* It did what it may not: it dies at once; report and policy follow (kernel/fault.h).
 * Called by the arch with p->fault filled in, and by whoever finds another cause. */
void process_fault(struct process *p, enum fault_cause cause);

/* Does the resets that are pending. Main loop only. */
void process_reset_pending(void);

/* ---- Running ---- */

/* Recomputes the process's bit in kernel.ready. To be called after every change of its state. */
void process_update_ready(struct process *p);

/* Encodes its regions anew after a change of its break, and loads them if it is the one whose
 * regions are loaded. */
void process_update_regions(struct process *p);

#endif
