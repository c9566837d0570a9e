/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ABI says a process sees (sections 2, 3.4, 3.6 and 6), written from it and not from the kernel:
 * every answer of a system call, what is queued, who is ready. The addresses of blocks and programs are
 * the loader's choice, and taken from it. */
#ifndef FUZZ_MODEL_H
#define FUZZ_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#define MODEL_PROCESSES 3u
#define MODEL_DRIVERS 6u
#define MODEL_SLOTS 8u /* of each kind that a driver has at most: IPC has one for each process */
#define MODEL_QUEUE 10u
#define MODEL_IPC_QUEUED 6u /* notifications that may wait at once (kernel/ipc.h) */

/* A driver, as far as the ABI distinguishes them. */
struct model_driver {
    uint32_t number;
    bool has_grant;
    bool for_any_command; /* its commands want the grant first */
    uint32_t upcalls;
    uint32_t read_only;
    uint32_t read_write;
    uint32_t readable;
    uint32_t grant_bytes; /* with all slots */
};

struct model_slot {
    uint32_t first; /* function or address */
    uint32_t second;
};

enum model_kind {
    MODEL_FUNCTION,
    MODEL_VALUE,
    MODEL_NOTIFICATION,
};

struct model_task {
    enum model_kind kind;
    uint32_t driver; /* index */
    uint32_t number;
    uint32_t args[3]; /* of a notification: the sender's index, its life */
};

enum model_state {
    MODEL_RUNNING,
    MODEL_YIELDED,
    MODEL_YIELDED_FOR,
    MODEL_DEAD,
};

struct model_process {
    uint32_t ram_start, app_break, grant_start, ram_end, high_water;
    uint32_t flash_start, program_start, flash_end;
    enum model_state state;
    bool stopped;
    uint32_t life;
    uint32_t waits_driver; /* number, not index */
    uint32_t waits_number;
    bool allocated[MODEL_DRIVERS];
    struct model_slot upcalls[MODEL_DRIVERS][MODEL_SLOTS];
    struct model_slot read_only[MODEL_DRIVERS][MODEL_SLOTS];
    struct model_slot read_write[MODEL_DRIVERS][MODEL_SLOTS];
    struct model_slot readable[MODEL_DRIVERS][MODEL_SLOTS];
    struct model_task queue[MODEL_QUEUE];
    uint32_t queued;
    bool filtered; /* has a list of permissions: model_permits */
};

struct model {
    struct model_driver drivers[MODEL_DRIVERS];
    struct model_process processes[MODEL_PROCESSES];
};

/* What a process finds in its registers, and whether it goes on. */
struct model_answer {
    enum {
        ANSWER_REGISTERS, /* goes on with these */
        ANSWER_NOTHING,   /* goes on with what it had */
        ANSWER_UPCALL,    /* goes on in a function: r[0] to r[2] its arguments, r[3] its appdata */
        ANSWER_LEAVES,    /* blocked, ended or dead */
    } kind;
    uint32_t r[4];
    uint32_t function;
    bool writes_flag; /* of Yield-NoWait */
    uint32_t flag;
    uint8_t flag_value;
};

/* How far RAM is accessible in hardware, given a break (ABI 3.4 to 3.6): it depends on the protection unit
 * (fuzz/protection.h). */
uint32_t model_accessible_end(const struct model_process *p, uint32_t app_break);

/* A call of any class but Command, and those of filtered ones. */
struct model_answer model_call(struct model *m, uint32_t who, uint32_t class, const uint32_t r[4]);

/* What comes before a driver's command function: false, and the answer, if it is never called. */
bool model_command_arrives(struct model *m, uint32_t who, const uint32_t r[4],
                           struct model_answer *answer);

/* A driver allocates, schedules, or notifies. The results are error codes, 0 for success. */
uint32_t model_allocate(struct model *m, uint32_t who, uint32_t driver);
uint32_t model_schedule(struct model *m, uint32_t who, uint32_t driver, uint32_t number,
                        const uint32_t args[3], struct model_answer *answer);
uint32_t model_notify(struct model *m, uint32_t sender, uint32_t receiver, uint32_t number,
                      struct model_answer *answer);

/* Is there something for which the process would run? */
bool model_is_ready(const struct model_process *p);

/* The one who is ready is given what it waits for. */
struct model_answer model_wake(struct model *m, uint32_t who);

/* A new life, with `ram` bytes asked for at once. */
void model_begin(struct model_process *p, uint32_t ram);

uint32_t model_driver_index(const struct model *m, uint32_t number);

#endif
