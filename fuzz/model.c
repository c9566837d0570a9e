/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. Numbers in parentheses are sections of the ABI. */
#include "fuzz/model.h"

#include <string.h>

/* Written out, and not from abi/: a wrong number there is to be found. */
enum {
    FAILURE = 0,
    FAILURE_2U32 = 2,
    SUCCESS = 128,
    SUCCESS_U32 = 129,
    SUCCESS_2U32 = 130,
};
enum {
    FAIL = 1,
    INVAL = 6,
    NOMEM = 9,
    NOSUPPORT = 10,
    NODEVICE = 11,
};
enum {
    YIELD,
    SUBSCRIBE,
    COMMAND,
    ALLOW_RW,
    ALLOW_RO,
    MEMOP,
    EXIT,
    ALLOW_READABLE,
};
#define IPC 0x10000u
#define NOBODY MODEL_DRIVERS

uint32_t model_driver_index(const struct model *m, uint32_t number) {
    for (uint32_t i = 0; i < MODEL_DRIVERS; i++) {
        if (m->drivers[i].number == number) {
            return i;
        }
    }
    return NOBODY;
}

/* ---- Answers ---- */

static struct model_answer registers(uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3) {
    return (struct model_answer){.kind = ANSWER_REGISTERS, .r = {r0, r1, r2, r3}};
}

/* A failure of Subscribe or Allow (1.2): what was passed comes back. */
static struct model_answer refused(uint32_t error, const uint32_t r[4]) {
    return registers(FAILURE_2U32, error, r[2], r[3]);
}

static struct model_answer plain_failure(uint32_t error, const uint32_t r[4]) {
    return registers(FAILURE, error, r[2], r[3]);
}

static struct model_answer leaves(void) {
    return (struct model_answer){.kind = ANSWER_LEAVES};
}

/* ---- Memory (2.6, 2.8, 3.4) ---- */

static bool within(uint64_t address, uint64_t length, uint64_t start, uint64_t end) {
    return address >= start && address + length <= end;
}

static bool in_ram(const struct model_process *p, uint32_t address, uint32_t length) {
    return within(address, length, p->ram_start, p->app_break);
}

static bool in_program(const struct model_process *p, uint32_t address, uint32_t length) {
    return within(address, length, p->program_start, p->flash_end);
}

static bool may_break(const struct model_process *p, int64_t wanted) {
    return wanted >= p->high_water && wanted <= p->grant_start &&
           model_accessible_end(p, (uint32_t)wanted) <= p->grant_start;
}

static struct model_answer move_break(struct model_process *p, const uint32_t r[4], bool by) {
    int64_t wanted = by ? (int64_t)p->app_break + (int32_t)r[1] : (int64_t)r[1];
    uint32_t old = p->app_break;
    if (!may_break(p, wanted)) {
        return plain_failure(NOMEM, r);
    }
    p->app_break = (uint32_t)wanted;
    return by ? registers(SUCCESS_U32, old, r[2], r[3]) : registers(SUCCESS, r[1], r[2], r[3]);
}

static struct model_answer memop(struct model_process *p, const uint32_t r[4]) {
    const uint32_t places[] = {p->ram_start, p->ram_end, p->flash_start, p->flash_end,
                               p->grant_start};
    switch (r[0]) {
    case 0:
    case 1:
        return move_break(p, r, r[0] == 1);
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
        return registers(SUCCESS_U32, places[r[0] - 2], r[2], r[3]);
    case 7: /* none of the programs has writeable regions */
        return registers(SUCCESS_U32, 0, r[2], r[3]);
    case 8:
    case 9:
        return plain_failure(FAIL, r);
    case 10:
    case 11:
        return registers(SUCCESS, r[1], r[2], r[3]);
    default:
        return plain_failure(NOSUPPORT, r);
    }
}

/* ---- Grants (2.11) ---- */

uint32_t model_allocate(struct model *m, uint32_t who, uint32_t driver) {
    struct model_process *p = &m->processes[who];
    const struct model_driver *d = &m->drivers[driver];
    if (p->allocated[driver]) {
        return 0;
    }
    if (!d->has_grant || d->grant_bytes > p->grant_start - p->ram_start) {
        return NOMEM;
    }
    uint32_t lowest = (p->grant_start - d->grant_bytes) / 8 * 8;
    if (lowest < model_accessible_end(p, p->app_break)) {
        return NOMEM;
    }
    p->grant_start = lowest;
    p->allocated[driver] = true;
    return 0;
}

/* ---- The queue (2.2, 2.3) ---- */

static void take_out(struct model_process *p, uint32_t index) {
    p->queued--;
    memmove(&p->queue[index], &p->queue[index + 1],
            (p->queued - index) * sizeof(struct model_task));
}

static bool is_awaited_pair(const struct model *m, const struct model_process *p,
                            const struct model_task *t) {
    return m->drivers[t->driver].number == p->waits_driver && t->number == p->waits_number;
}

/* A notification becomes an upcall with (sender, length, address) of what the sender lends (6). */
static void expand(const struct model *m, uint32_t receiver, struct model_task *t) {
    if (t->kind != MODEL_NOTIFICATION) {
        return;
    }
    const struct model_process *sender = &m->processes[t->args[0]];
    const struct model_slot *buffer = &sender->read_write[t->driver][receiver];
    bool there = sender->state != MODEL_DEAD && sender->life == t->args[1] &&
                 sender->allocated[t->driver] && buffer->second != 0;
    t->args[1] = there ? buffer->second : 0;
    t->args[2] = there ? buffer->first : 0;
}

/* Kernels may give a receiver the IPC grant when it is first shared with, for the share's sake. */
static void share(struct model *m, uint32_t receiver, const struct model_task *t) {
    if (t->kind == MODEL_NOTIFICATION && t->args[1] != 0) {
        (void)model_allocate(m, receiver, t->driver);
    }
}

static struct model_answer call_function(struct model *m, uint32_t who) {
    struct model_process *p = &m->processes[who];
    while (p->queued != 0) {
        struct model_task t = p->queue[0];
        take_out(p, 0);
        if (t.kind == MODEL_VALUE) {
            continue;
        }
        expand(m, who, &t);
        share(m, who, &t);
        const struct model_slot *slot = &p->upcalls[t.driver][t.number];
        if (!p->allocated[t.driver] || slot->first == 0) {
            continue;
        }
        p->state = MODEL_RUNNING;
        return (struct model_answer){.kind = ANSWER_UPCALL,
                                     .r = {t.args[0], t.args[1], t.args[2], slot->second},
                                     .function = slot->first};
    }
    return leaves();
}

static struct model_answer give(struct model *m, uint32_t who, struct model_task t) {
    expand(m, who, &t);
    share(m, who, &t);
    m->processes[who].state = MODEL_RUNNING;
    return (struct model_answer){.kind = ANSWER_REGISTERS, .r = {t.args[0], t.args[1], t.args[2]}};
}

static struct model_answer wait_for(struct model *m, uint32_t who) {
    struct model_process *p = &m->processes[who];
    for (uint32_t i = 0; i < p->queued; i++) {
        if (is_awaited_pair(m, p, &p->queue[i])) {
            struct model_task t = p->queue[i];
            take_out(p, i);
            return give(m, who, t);
        }
    }
    return leaves();
}

bool model_is_ready(const struct model_process *p) {
    if (p->stopped || p->state == MODEL_DEAD) {
        return false;
    }
    return p->state == MODEL_RUNNING;
}

struct model_answer model_wake(struct model *m, uint32_t who) {
    return m->processes[who].state == MODEL_YIELDED ? call_function(m, who) : wait_for(m, who);
}

static uint32_t enqueue(struct model *m, uint32_t who, struct model_task t,
                        struct model_answer *answer) {
    struct model_process *p = &m->processes[who];
    if (p->queued < MODEL_QUEUE) {
        p->queue[p->queued++] = t;
        return 0;
    }
    /* What is waited for is not lost to a full queue, or it would be waited for for ever: it goes
     * past what is queued if none of that is what is waited for (D15). */
    bool waits = p->state == MODEL_YIELDED_FOR && is_awaited_pair(m, p, &t);
    for (uint32_t i = 0; i < p->queued; i++) {
        waits = waits && !is_awaited_pair(m, p, &p->queue[i]);
    }
    if (!waits) {
        return NOMEM;
    }
    *answer = give(m, who, t);
    return 0;
}

uint32_t model_schedule(struct model *m, uint32_t who, uint32_t driver, uint32_t number,
                        const uint32_t args[3], struct model_answer *answer) {
    struct model_process *p = &m->processes[who];
    if (p->state == MODEL_DEAD) {
        return NODEVICE;
    }
    if (!p->allocated[driver] || number >= m->drivers[driver].upcalls) {
        return INVAL;
    }
    bool is_null = p->upcalls[driver][number].first == 0;
    struct model_task t = {.kind = is_null ? MODEL_VALUE : MODEL_FUNCTION,
                           .driver = driver,
                           .number = number,
                           .args = {args[0], args[1], args[2]}};
    return enqueue(m, who, t, answer);
}

uint32_t model_notify(struct model *m, uint32_t sender, uint32_t receiver, uint32_t number,
                      struct model_answer *answer) {
    if (receiver >= MODEL_PROCESSES) {
        return INVAL;
    }
    struct model_process *p = &m->processes[receiver];
    if (p->state == MODEL_DEAD) {
        return NODEVICE;
    }
    if (sender == receiver) {
        return 0;
    }
    uint32_t waiting = 0;
    bool matches = false;
    struct model_task t = {.kind = MODEL_NOTIFICATION,
                           .driver = model_driver_index(m, IPC),
                           .number = number,
                           .args = {sender, m->processes[sender].life}};
    for (uint32_t i = 0; i < p->queued; i++) {
        waiting += p->queue[i].kind == MODEL_NOTIFICATION ? 1 : 0;
        matches = matches || is_awaited_pair(m, p, &p->queue[i]);
    }
    bool awaited = p->state == MODEL_YIELDED_FOR && is_awaited_pair(m, p, &t) && !matches;
    if (waiting >= MODEL_IPC_QUEUED && !awaited) {
        return NOMEM;
    }
    return enqueue(m, receiver, t, answer);
}

/* ---- Yield (2.3, D14) ---- */

static struct model_answer yield(struct model *m, uint32_t who, const uint32_t r[4]) {
    struct model_process *p = &m->processes[who];
    struct model_answer a;
    switch (r[0]) {
    case 0:
        a = call_function(m, who);
        a.writes_flag = true;
        a.flag = r[1];
        a.flag_value = a.kind == ANSWER_UPCALL ? 1 : 0;
        a.kind = a.kind == ANSWER_UPCALL ? ANSWER_UPCALL : ANSWER_NOTHING;
        return a;
    case 1:
        p->state = MODEL_YIELDED;
        return call_function(m, who);
    case 2:
        p->state = MODEL_YIELDED_FOR;
        p->waits_driver = r[1];
        p->waits_number = r[2];
        a = wait_for(m, who);
        a.r[3] = r[3];
        return a;
    default:
        p->state = MODEL_DEAD;
        return leaves();
    }
}

/* ---- Subscribe and Allow (2.4, 2.6, 2.7) ---- */

static struct model_answer swap(struct model_slot *slot, const uint32_t r[4]) {
    struct model_answer a = registers(SUCCESS_2U32, slot->first, slot->second, r[3]);
    *slot = (struct model_slot){r[2], r[3]};
    return a;
}

static struct model_answer subscribe(struct model *m, uint32_t who, const uint32_t r[4]) {
    struct model_process *p = &m->processes[who];
    if (r[2] != 0 && !in_program(p, r[2], 4) && !in_ram(p, r[2], 4)) {
        return refused(INVAL, r);
    }
    uint32_t driver = model_driver_index(m, r[0]);
    if (driver == NOBODY) {
        return refused(NODEVICE, r);
    }
    if (model_allocate(m, who, driver) != 0) {
        return refused(NOMEM, r);
    }
    if (r[1] >= m->drivers[driver].upcalls) {
        return refused(NOSUPPORT, r);
    }
    for (uint32_t i = p->queued; i > 0; i--) {
        const struct model_task *t = &p->queue[i - 1];
        if (t->kind == MODEL_FUNCTION && t->driver == driver && t->number == r[1]) {
            take_out(p, i - 1);
        }
    }
    return swap(&p->upcalls[driver][r[1]], r);
}

static struct model_answer allow(struct model *m, uint32_t who, uint32_t class,
                                 const uint32_t r[4]) {
    struct model_process *p = &m->processes[who];
    uint32_t driver = model_driver_index(m, r[0]);
    if (driver == NOBODY) {
        return refused(NODEVICE, r);
    }
    const struct model_driver *d = &m->drivers[driver];
    bool valid =
        r[3] == 0 || in_ram(p, r[2], r[3]) || (class == ALLOW_RO && in_program(p, r[2], r[3]));
    if (!valid) {
        return refused(INVAL, r);
    }
    if (class == ALLOW_READABLE && d->readable == 0) {
        return refused(NOSUPPORT, r);
    }
    if (model_allocate(m, who, driver) != 0) {
        return refused(NOMEM, r);
    }
    struct model_slot *slots = class == ALLOW_RO   ? p->read_only[driver]
                               : class == ALLOW_RW ? p->read_write[driver]
                                                   : p->readable[driver];
    uint32_t count = class == ALLOW_RO   ? d->read_only
                     : class == ALLOW_RW ? d->read_write
                                         : d->readable;
    if (r[1] >= count) {
        return refused(NOSUPPORT, r);
    }
    if (r[3] != 0 && in_ram(p, r[2], r[3]) && r[2] + r[3] > p->high_water) {
        p->high_water = r[2] + r[3];
    }
    return swap(&slots[r[1]], r);
}

/* ---- All of them ---- */

/* The second process may use driver 0x52, and of 0x51 the commands 64, 65 and 127 (2.10). */
static bool permits(const struct model_process *p, uint32_t class, const uint32_t r[4]) {
    if (!p->filtered || class == YIELD || class == MEMOP || class == EXIT ||
        class > ALLOW_READABLE) {
        return true;
    }
    if (class != COMMAND) {
        return r[0] == 0x51 || r[0] == 0x52;
    }
    return (r[0] == 0x51 && (r[1] == 64 || r[1] == 65 || r[1] == 127)) ||
           (r[0] == 0x52 && r[1] < 8);
}

struct model_answer model_call(struct model *m, uint32_t who, uint32_t class, const uint32_t r[4]) {
    struct model_process *p = &m->processes[who];
    if (!permits(p, class, r)) {
        return plain_failure(NODEVICE, r);
    }
    switch (class) {
    case YIELD:
        return yield(m, who, r);
    case SUBSCRIBE:
        return subscribe(m, who, r);
    case ALLOW_RW:
    case ALLOW_RO:
    case ALLOW_READABLE:
        return allow(m, who, class, r);
    case MEMOP:
        return memop(p, r);
    case EXIT:
        if (r[0] > 1) {
            return plain_failure(NOSUPPORT, r);
        }
        p->state = MODEL_DEAD;
        return leaves();
    default:
        p->state = MODEL_DEAD;
        return leaves();
    }
}

bool model_command_arrives(struct model *m, uint32_t who, const uint32_t r[4],
                           struct model_answer *answer) {
    uint32_t driver = model_driver_index(m, r[0]);
    if (!permits(&m->processes[who], COMMAND, r) || driver == NOBODY) {
        *answer = plain_failure(NODEVICE, r);
        return false;
    }
    if (m->drivers[driver].for_any_command && model_allocate(m, who, driver) != 0) {
        *answer = plain_failure(NOMEM, r);
        return false;
    }
    return true;
}

void model_begin(struct model_process *p, uint32_t ram) {
    struct model_process fresh = {.ram_start = p->ram_start,
                                  .app_break = p->ram_start + ram,
                                  .grant_start = p->grant_start,
                                  .ram_end = p->ram_end,
                                  .high_water = p->ram_start,
                                  .flash_start = p->flash_start,
                                  .program_start = p->program_start,
                                  .flash_end = p->flash_end,
                                  .state = MODEL_RUNNING,
                                  .life = p->life + 1,
                                  .filtered = p->filtered};
    *p = fresh;
}
