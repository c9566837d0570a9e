/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* System calls as sequences over three processes, on the shipped kernel. An input is a list of steps of
 * eight bytes; the model of the ABI (model.c) says what each has to answer, and after each step everything
 * that must hold at any time is looked at: who is ready, what the protection unit lets the process touch,
 * and that nobody else's memory has changed. */
#include "fuzz/model.h"
#include "fuzz/protection.h"
#include "fuzz/state.h"
#include "kernel/fault.h"
#include "kernel/ipc.h"
#include "kernel/process_slice.h"
#include "kernel/upcall.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

#define STEP_BYTES 8u
#define STEPS_MAX 200u

/* With room for grants above the break at which an app begins, whatever the unit makes of its block. */
#define APP_RAM (RUNNING_RAM + 1024u)

/* ---- The board ---- */

static struct ipc ipc;

#define DRIVERS(X)   \
    PROBE_DRIVERS(X) \
    X(IPC, DRIVER_IPC, struct ipc, &ipc, ipc_command, &ipc_apps_layout)
DRIVER_INDICES(DRIVERS);
static struct ipc ipc = {.apps = GRANT_HANDLE(IPC)};
DRIVER_TABLE(DRIVERS);
const union probe_grant probe_handle = GRANT_HANDLE(PROBE);
static const struct grant_handle handles[MODEL_DRIVERS] = {
    {DRIVER_INDEX_PROBE}, {DRIVER_INDEX_SECOND}, {DRIVER_INDEX_BARE},
    {DRIVER_INDEX_HUGE},  {DRIVER_INDEX_EAGER},  {DRIVER_INDEX_IPC}};
#define MODEL_IPC 5u

static struct model model;
static bool tells; /* what is done, for whoever looks at an input that failed: FUZZ_TELL=1 */

static struct process *process(uint32_t who) {
    return kernel.slots[who];
}

/* ---- Drivers that do as the fuzzer says: the second argument of a command is a number of the first ---- */

/* Does the byte lie where the process's registers are at the moment? There it may have the kernel write,
 * to its own harm; whoever checks answers would be confused. */
static bool in_frame(const struct process *p, uint32_t address) {
    return address - p->context.psp < sizeof(struct fake_frame);
}

static void write_byte(struct process_id caller, struct slice_rw rw, uint32_t index) {
    if (!in_frame(process_find(caller), rw.address + index)) {
        EXPECT(slice_set(rw, index, 0x5A) == (index < rw.length));
    }
}

static command_result answer(struct probe *self, struct process_id caller) {
    struct slice_ro ro = slice_allowed_ro(probe_handle.handle, caller, self->arg1);
    struct slice_rw rw = slice_allowed_rw(probe_handle.handle, caller, self->arg1);
    enum errorcode error;
    switch (self->command) {
    case 64: /* what is allowed, and writes its first and its last byte */
        write_byte(caller, rw, 0);
        write_byte(caller, rw, rw.length - 1);
        EXPECT(!slice_set(rw, rw.length, 0x5A) && slice_get(ro, ro.length) == 0);
        return command_success_2u32(ro.length, rw.length);
    case 65:
        GRANT_ENTER (probe_handle, caller, app, error) {
            app->word += self->arg1;
            return command_success_u32(app->word);
        }
        return command_failure(error);
    case 127:
        return command_failure(ERR_BUSY);
    default:
        return command_success();
    }
}

/* ---- Boot ---- */

static const struct tbf_permission permissions[] = {{SECOND, 0, 0xFF},
                                                    {PROBE, 1, (uint64_t)1 << 63 | 3}};

static void describe_driver(uint32_t index, uint32_t number, const struct grant_layout *g,
                            uint32_t state_bytes) {
    struct model_driver *d = &model.drivers[index];
    *d = (struct model_driver){.number = number, .has_grant = g != NULL};
    if (g == NULL) {
        return;
    }
    d->for_any_command = g->for_any_command;
    d->upcalls = g->upcalls;
    d->read_only = g->allow_ro;
    d->read_write = g->allow_rw;
    d->readable = g->allow_readable;
    d->grant_bytes = 8 * (d->upcalls + d->read_only + d->read_write + d->readable) + state_bytes;
}

static void begin(uint32_t who) {
    struct process *p = process(who);
    struct model_process *m = &model.processes[who];
    m->grant_start = p->memory.kernel_break;
    machine_settle(p);
    model_begin(m, RUNNING_RAM);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    tells = getenv("FUZZ_TELL") != NULL;
    describe_driver(0, PROBE, &probe_grant_layout, sizeof(struct probe_state));
    describe_driver(1, SECOND, &second_grant_layout, sizeof(struct second_state));
    describe_driver(2, BARE, NULL, 0);
    describe_driver(3, HUGE, &huge_grant_layout, sizeof(struct huge_state));
    describe_driver(4, EAGER, &eager_grant_layout, sizeof(struct eager_state));
    describe_driver(MODEL_IPC, DRIVER_IPC, &ipc_apps_layout, sizeof(struct ipc_state));
    machine_add(&(const struct app){.name = "a", .minimum_ram = APP_RAM});
    machine_add(&(const struct app){.name = "b",
                                    .minimum_ram = APP_RAM,
                                    .trailer = 32,
                                    .permissions = permissions,
                                    .permission_count = COUNT_OF(permissions)});
    machine_add(&(const struct app){.name = "c", .minimum_ram = APP_RAM});
    machine_boot();
    probe.answer = answer;
    for (uint32_t i = 0; i < MODEL_PROCESSES; i++) {
        const struct process *p = process(i);
        model.processes[i] =
            (struct model_process){.ram_start = p->memory.start,
                                   .ram_end = p->memory.end,
                                   .flash_start = p->flash_start,
                                   .program_start = p->flash_start + p->protected_size,
                                   .flash_end = p->flash_start + p->flash_size,
                                   .filtered = i == 1};
        begin(i);
    }
    state_save();
    return 0;
}

/* ---- What must hold at any time ---- */

/* Is the byte lent to this process at the moment? */
static bool is_lent(uint32_t to, uint32_t address) {
    for (uint32_t i = 0; i < MODEL_PROCESSES; i++) {
        const struct model_process *m = &model.processes[i];
        const struct model_slot *s = &m->read_write[MODEL_IPC][to];
        if (i != to && m->state != MODEL_DEAD && m->allocated[MODEL_IPC] && address >= s->first &&
            address - s->first < s->second) {
            return true;
        }
    }
    return false;
}

static void check_address(uint32_t who, uint32_t address) {
    const struct model_process *m = &model.processes[who];
    bool ram = address >= m->ram_start && address < model_accessible_end(m, m->app_break);
    bool flash = address >= m->flash_start && address < m->flash_end;
    bool reads = protection_permits(address, MODEL_READ);
    bool writes = protection_permits(address, MODEL_WRITE);
    EXPECT(!ram || (reads && writes));
    EXPECT(ram || !writes || is_lent(who, address));
    EXPECT(ram || flash || !reads || is_lent(who, address));
    EXPECT(protection_permits(address, MODEL_EXECUTE) == flash);
}

/* Where the buffers lie that are fit to be shared. */
#define LENDABLE 16u
#define LENDABLE_BYTES 64u
static uint32_t lendable(uint32_t who, uint32_t index) {
    return model.processes[who].ram_start + 512 + index * LENDABLE_BYTES;
}

/* The edges of what everybody has, and of what is lent. */
static void check_reach(uint32_t who) {
    machine_switch_to(process(who));
    protection_look();
    for (uint32_t i = 0; i < MODEL_PROCESSES; i++) {
        const struct model_process *m = &model.processes[i];
        const struct model_slot *s = &m->read_write[MODEL_IPC][who];
        const uint32_t edges[] = {m->ram_start,   model_accessible_end(m, m->app_break),
                                  m->grant_start, m->ram_end,
                                  m->flash_start, m->flash_end,
                                  s->first,       s->first + s->second};
        for (uint32_t k = 0; k < COUNT_OF(edges); k++) {
            check_address(who, edges[k]);
            check_address(who, edges[k] - 1);
        }
    }
    for (uint32_t i = 0; i < MODEL_PROCESSES * LENDABLE && fake_arch.has_shares; i++) {
        check_address(who, lendable(i / LENDABLE, i % LENDABLE));
    }
    check_address(who, 0);
    check_address(who, UINT32_MAX);
    check_address(who, RAM_END - 1);
}

static void check_process(uint32_t who) {
    const struct process *p = process(who);
    const struct model_process *m = &model.processes[who];
    assert_sound(p);
    EXPECT(process_is_alive(p) == (m->state != MODEL_DEAD));
    if (m->state == MODEL_DEAD) {
        return;
    }
    static const enum process_state states[] = {PROCESS_RUNNING, PROCESS_YIELDED,
                                                PROCESS_YIELDED_FOR};
    EXPECT(p->state == states[m->state] && p->stopped == m->stopped);
    EXPECT(p->memory.app_break == m->app_break);
    EXPECT(p->memory.kernel_break == m->grant_start);
    EXPECT(p->upcalls.count == m->queued);
    EXPECT(!model_is_ready(m) || ready_set_has(&kernel.ready, who));
}

/* Every byte that a process can touch, as it was before the step. */
static uint8_t before[RAM_END - RAM_START];

/* What of its own RAM the kernel may have written: a window. Everything else is as it was. */
struct written {
    uint32_t start;
    uint32_t end;
};

static void check_memory(uint32_t who, const struct written *written, uint32_t count) {
    for (uint32_t i = 0; i < MODEL_PROCESSES; i++) {
        const struct model_process *m = &model.processes[i];
        uint32_t end = model_accessible_end(m, m->app_break);
        if (memcmp(bytes_at(m->ram_start), &before[m->ram_start - RAM_START], end - m->ram_start) ==
            0) {
            continue;
        }
        for (uint32_t at = m->ram_start; at < end; at++) {
            if (*bytes_at(at) == before[at - RAM_START]) {
                continue;
            }
            bool may = false;
            for (uint32_t k = 0; k < count; k++) {
                may = may || (i == who && at >= written[k].start && at < written[k].end);
            }
            EXPECT(may);
        }
    }
}

/* ---- Steps ---- */

struct step {
    uint32_t who;
    uint8_t bytes[STEP_BYTES];
};

/* Places of which most are an edge of something. */
static uint32_t place(const struct step *s, unsigned at) {
    const struct model_process *m = &model.processes[s->who];
    const struct model_process *other = &model.processes[(s->who + 1) % MODEL_PROCESSES];
    uint32_t raw = s->bytes[6] | (uint32_t)s->bytes[7] << 8;
    uint32_t step = (m->ram_end - m->ram_start) / 16;
    uint32_t bases[] = {0,
                        m->ram_start,
                        m->app_break,
                        m->grant_start,
                        m->ram_end,
                        m->flash_start,
                        m->program_start,
                        m->flash_end,
                        m->high_water,
                        other->ram_start,
                        other->flash_start,
                        raw << 16,
                        m->grant_start - (m->grant_start - m->ram_start) % step,
                        m->ram_start + raw % (m->ram_end - m->ram_start),
                        m->ram_start + raw % 16 * 128,
                        0x80000000u};
    return bases[s->bytes[at] & 15] + (uint32_t)(int32_t)(int8_t)s->bytes[at + 1];
}

static uint32_t length_of(const struct step *s, unsigned at) {
    static const uint32_t lengths[] = {0, 1, 4, 31, 32, 64, 128, 256, 1024, 0x7FFFFFFF, 0xFFFFFFFF};
    uint8_t kind = s->bytes[at];
    return kind < 200 ? lengths[kind % COUNT_OF(lengths)] : place(s, at);
}

/* Three quarters of what is tried has to be right, or nothing would ever come of a sequence. */

static uint32_t driver_of(const struct step *s) {
    static const uint32_t others[] = {UNKNOWN, 0, UINT32_MAX, DRIVER_IPC + 1, 0x151};
    uint32_t which = s->bytes[1] & 7;
    return which < MODEL_DRIVERS ? model.drivers[which].number
                                 : others[s->bytes[7] % COUNT_OF(others)];
}

static uint32_t number_of(const struct step *s) {
    uint32_t which = s->bytes[1] >> 3;
    return which < 24 ? which % 3 : which < 29 ? which - 21 : which == 30 ? 256 : UINT32_MAX;
}

static uint32_t function_or_place(const struct step *s) {
    return s->bytes[2] < 192 ? function_of(process(s->who)) + (s->bytes[3] & 0x3Cu) : place(s, 2);
}

/* Buffers of a size and alignment that can be shared; and others. */
static void buffer_of(const struct step *s, uint32_t *address, uint32_t *length) {
    bool good = s->bytes[2] < 128;
    *address = good ? lendable(s->who, s->bytes[3] % LENDABLE) : place(s, 2);
    *length = good ? (s->bytes[3] & 0x30) == 0 ? 0 : LENDABLE_BYTES : length_of(s, 4);
}

static void expect_answer(uint32_t who, const struct call *c, const struct model_answer *a) {
    const struct fake_frame *frame = fake_frame(process(who));
    if (a->kind == ANSWER_LEAVES) {
        EXPECT(c->action == TRAP_LEAVE);
        EXPECT(memcmp(c->r, c->passed, sizeof c->r) == 0);
        return;
    }
    const uint32_t *wanted = a->kind == ANSWER_NOTHING ? c->passed : a->r;
    EXPECT(memcmp(c->r, wanted, sizeof c->r) == 0);
    if (a->kind == ANSWER_UPCALL) {
        EXPECT(frame->pc == (a->function & ~1u));
    }
}

static void expect_command(const struct step *s, struct call *c, struct model_answer *a) {
    struct model_process *m = &model.processes[s->who];
    uint32_t number = c->passed[2];
    EXPECT(probe.command == c->passed[1] && probe.arg1 == number && probe.arg2 == c->passed[3]);
    *a = (struct model_answer){.r = {128, c->passed[1], number, c->passed[3]}};
    if (c->passed[1] == 64) {
        const struct model_driver *d = &model.drivers[0];
        a->r[0] = 130;
        a->r[1] = number < d->read_only ? m->read_only[0][number].second : 0;
        a->r[2] = number < d->read_write ? m->read_write[0][number].second : 0;
    } else if (c->passed[1] == 65) {
        uint32_t error = model_allocate(&model, s->who, 0);
        a->r[0] = error == 0 ? 129 : 0;
        a->r[1] = error == 0 ? c->r[1] : error; /* (a sum over all commands, which nobody checks) */
    } else if (c->passed[1] == 127) {
        a->r[0] = 0;
        a->r[1] = ERR_BUSY;
    }
}

/* What was waited for goes past a full queue (D15): into the registers of the receiver, at once. */
static void expect_given(uint32_t receiver, const struct model_answer *given) {
    const struct fake_frame *frame = fake_frame(process(receiver));
    EXPECT(memcmp(frame->r, given->r, 3 * sizeof(uint32_t)) == 0);
    memcpy(&before[process(receiver)->context.psp - RAM_START], frame->r, 3 * sizeof(uint32_t));
}

static void expect_ipc(uint32_t who, const struct call *c, struct model_answer *a) {
    uint32_t error = 0;
    struct model_answer given = {.kind = ANSWER_LEAVES};
    uint32_t target = c->passed[2];
    *a = (struct model_answer){.r = {c->r[0], c->r[1], c->passed[2], c->passed[3]}};
    switch (c->passed[1]) {
    case 0:
        break;
    case 1:
        (void)model_allocate(&model, who, MODEL_IPC);
        return; /* (names are what test_ipc.c looks at) */
    case 2:
    case 3:
        error = model_notify(&model, who, target, c->passed[1] == 2 ? target : who, &given);
        if (given.kind != ANSWER_LEAVES) {
            expect_given(target, &given);
        }
        break;
    default:
        error = ERR_NOSUPPORT;
    }
    a->r[0] = error == 0 ? 128 : 0;
    a->r[1] = error == 0 ? c->passed[1] : error;
}

/* A call with a frame above the break is the process's last (1.4). */
static bool lacks_stack(const struct process *p) {
    return p->context.psp + sizeof(struct fake_frame) > p->memory.app_break;
}

static void do_last_call(const struct step *s) {
    struct call c = call(process(s->who), SYSCALL_COMMAND, PROBE, 0, 0, 0);
    EXPECT(c.action == TRAP_LEAVE);
    model.processes[s->who].state = MODEL_DEAD;
}

static void do_command(const struct step *s) {
    struct process *p = process(s->who);
    uint32_t commands[] = {64, 65, 127, number_of(s)};
    uint32_t command_number = driver_of(s) == DRIVER_IPC ? number_of(s) : commands[s->bytes[2] & 3];
    uint32_t r[4] = {driver_of(s), command_number,
                     s->bytes[3] < 224 ? s->bytes[3] & 3 : place(s, 4), place(s, 4)};
    struct model_answer a;
    bool arrives = model_command_arrives(&model, s->who, r, &a);
    unsigned commands_before = probe.commands;
    struct call c = call(p, SYSCALL_COMMAND, r[0], r[1], r[2], r[3]);
    if (arrives && r[0] == DRIVER_IPC) {
        expect_ipc(s->who, &c, &a);
    } else {
        EXPECT(probe.commands == commands_before + (arrives ? 1 : 0));
        if (arrives) {
            expect_command(s, &c, &a);
        }
    }
    expect_answer(s->who, &c, &a);
    const struct model_process *m = &model.processes[s->who];
    struct written w[] = {{0, 0}, {p->context.psp, p->context.psp + sizeof(struct fake_frame)}};
    if (arrives && r[0] != DRIVER_IPC && r[1] == 64 && r[2] < model.drivers[0].read_write) {
        const struct model_slot *slot = &m->read_write[0][r[2]];
        w[0] = (struct written){slot->first, slot->first + slot->second};
    }
    check_memory(s->who, w, COUNT_OF(w));
}

static void do_call(const struct step *s, uint32_t class) {
    struct process *p = process(s->who);
    struct model_process *m = &model.processes[s->who];
    uint32_t r[4] = {driver_of(s), number_of(s), function_or_place(s), place(s, 4)};
    if (class == SYSCALL_ALLOW_RO || class == SYSCALL_ALLOW_RW ||
        class == SYSCALL_ALLOW_USERSPACE_READ) {
        buffer_of(s, &r[2], &r[3]);
    }
    if (class == SYSCALL_YIELD) {
        r[0] = s->bytes[1] < 252 ? s->bytes[1] % 3 : s->bytes[1];
        r[1] = r[0] == YIELD_WAIT_FOR ? model.drivers[s->bytes[2] % MODEL_DRIVERS].number
                                      : place(s, 2);
        r[2] = r[0] == YIELD_WAIT_FOR ? s->bytes[3] & 3 : place(s, 4);
        r[1] = in_frame(p, r[1]) ? 0 : r[1];
    } else if (class == SYSCALL_MEMOP) {
        r[0] = s->bytes[1] < 128 ? s->bytes[1] & 1 : s->bytes[1] % 13;
        r[1] = (s->bytes[1] & 3) == 1 ? (uint32_t)(int32_t)(int8_t)s->bytes[3] * 16 : place(s, 2);
    } else if (class == SYSCALL_EXIT) {
        r[0] = s->bytes[1] % 3;
    }
    uint32_t old_break = m->app_break;
    struct model_answer a = model_call(&model, s->who, class, r);
    struct written w[] = {{p->context.psp, p->context.psp + sizeof(struct fake_frame)}, {0, 0}};
    bool stack_gone = class == SYSCALL_MEMOP && m->app_break < p->context.psp + 16;
    struct call c = call(p, class, r[0], r[1], r[2], r[3]);
    if (stack_gone) { /* the answer has nowhere to go (1.4) */
        m->state = MODEL_DEAD;
        a = (struct model_answer){.kind = ANSWER_LEAVES};
    }
    expect_answer(s->who, &c, &a);
    if (m->app_break > old_break) {
        w[1] = (struct written){old_break, model_accessible_end(m, m->app_break)};
        for (uint32_t at = old_break; at < w[1].end; at++) {
            EXPECT(*bytes_at(at) == 0 || (at >= w[0].start && at < w[0].end));
        }
    }
    if (a.writes_flag && a.flag >= m->ram_start && a.flag < m->app_break) {
        w[1] = (struct written){a.flag, a.flag + 1};
        EXPECT(*bytes_at(a.flag) == a.flag_value);
    }
    check_memory(s->who, w, COUNT_OF(w));
}

/* A driver has something for the process, at any time. */
static void do_schedule(const struct step *s) {
    struct process *p = process(s->who);
    uint32_t driver = (s->bytes[1] & 7u) % MODEL_DRIVERS;
    uint32_t number = s->bytes[1] >> 3 & 3;
    uint32_t args[3] = {s->bytes[2], place(s, 2), place(s, 4)};
    if (driver == MODEL_IPC) {
        return; /* the kernel's own, which schedules only notifications */
    }
    struct model_answer a = {.kind = ANSWER_LEAVES};
    uint32_t wanted = model_schedule(&model, s->who, driver, number, args, &a);
    enum errorcode error =
        upcall_schedule(handles[driver], p->id, number, args[0], args[1], args[2]);
    EXPECT((uint32_t)error == wanted);
    EXPECT(a.kind == ANSWER_LEAVES || memcmp(fake_frame(p)->r, a.r, 3 * sizeof(uint32_t)) == 0);
}

/* The main loop turns: everybody who is ready is given what it waits for. */
static void do_wake(const struct step *s) {
    struct process *p = process(s->who);
    struct model_process *m = &model.processes[s->who];
    if (m->stopped || m->state == MODEL_RUNNING || m->state == MODEL_DEAD ||
        !ready_set_has(&kernel.ready, s->who)) {
        return;
    }
    struct model_answer a = model_wake(&model, s->who);
    bool woken = machine_wake(p);
    EXPECT(woken == (a.kind != ANSWER_LEAVES));
    if (woken) {
        const struct fake_frame *frame = fake_frame(p);
        uint32_t registers = a.kind == ANSWER_UPCALL ? 4 : 3;
        EXPECT(memcmp(frame->r, a.r, registers * sizeof(uint32_t)) == 0);
        EXPECT(a.kind != ANSWER_UPCALL || frame->pc == (a.function & ~1u));
    }
}

/* Does nobody oversleep? Who is not ready has nothing that would wake it. */
static void check_sleepers(void) {
    for (uint32_t i = 0; i < MODEL_PROCESSES; i++) {
        static struct model trial;
        const struct model_process *m = &model.processes[i];
        if (m->stopped || m->state == MODEL_RUNNING || m->state == MODEL_DEAD ||
            ready_set_has(&kernel.ready, i)) {
            continue;
        }
        trial = model;
        EXPECT(model_wake(&trial, i).kind == ANSWER_LEAVES);
    }
}

/* Dead ones are buried, and begin again. */
static void do_revive(uint32_t who) {
    struct process *p = process(who);
    if (model.processes[who].state != MODEL_DEAD) {
        return;
    }
    process_terminate(p, COMPLETION_FAULTED, 0);
    (void)process_start(p);
}

static void do_stop(uint32_t who) {
    struct model_process *m = &model.processes[who];
    struct process *p = process(who);
    enum errorcode error = m->stopped ? process_resume(p) : process_stop(p);
    EXPECT((error == OK) == (m->state != MODEL_DEAD));
    m->stopped = m->state != MODEL_DEAD && !m->stopped;
}

static void do_fault(uint32_t who) {
    fake_fault_at(process(who), 0);
    model.processes[who].state = MODEL_DEAD;
    model.processes[who].stopped = false;
}

/* Lends a buffer to another process and tells it: two calls that chance seldom makes one behind the other. */
static void do_share(const struct step *s) {
    struct step lend = *s;
    struct step notify = *s;
    uint32_t receiver = s->bytes[1] % MODEL_PROCESSES;
    lend.bytes[1] = (uint8_t)(MODEL_IPC | receiver << 3);
    lend.bytes[2] = 0;
    do_call(&lend, SYSCALL_ALLOW_RW);
    notify.bytes[1] = MODEL_IPC | 2 << 3;
    notify.bytes[3] = (uint8_t)receiver;
    do_command(&notify);
}

static void do_step(const struct step *s) {
    static const uint8_t classes[] = {
        SYSCALL_YIELD,    SYSCALL_SUBSCRIBE, SYSCALL_COMMAND, SYSCALL_ALLOW_RW,
        SYSCALL_ALLOW_RO, SYSCALL_MEMOP,     SYSCALL_EXIT,    SYSCALL_ALLOW_USERSPACE_READ};
    uint32_t what = s->bytes[0] >> 2;
    const struct model_process *m = &model.processes[s->who];
    bool can_call = m->state == MODEL_RUNNING && !m->stopped;
    for (uint32_t i = 0; i < MODEL_PROCESSES; i++) {
        uint32_t start = model.processes[i].ram_start;
        memcpy(&before[start - RAM_START], bytes_at(start), model.processes[i].ram_end - start);
    }
    if (tells) {
        fprintf(stderr, "process %u, what %u, state %d: %02x %02x %02x %02x %02x %02x %02x\n",
                s->who, what, m->state, s->bytes[1], s->bytes[2], s->bytes[3], s->bytes[4],
                s->bytes[5], s->bytes[6], s->bytes[7]);
    }
    if (what < 48 && can_call) {
        uint32_t class = what < 40 ? classes[what % 8] : what == 40 ? 8u + s->bytes[1] : what & 7u;
        if (class == SYSCALL_EXIT && what % 3 != 0) {
            class = SYSCALL_COMMAND; /* not all the time */
        }
        if (lacks_stack(process(s->who))) {
            do_last_call(s);
        } else if (what >= 44) {
            do_share(s);
        } else if (class == SYSCALL_COMMAND) {
            do_command(s);
        } else {
            do_call(s, class);
        }
    } else if (what < 48) {
        do_wake(s);
    } else if (what < 56) {
        do_schedule(s);
    } else if (what < 58) {
        do_stop(s->who);
    } else if (what < 60) {
        do_fault(s->who);
    } else {
        do_revive(s->who);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct input in = {data, size};
    state_restore();
    for (uint32_t n = 0; in.left >= STEP_BYTES && n < STEPS_MAX; n++) {
        struct step s;
        for (unsigned i = 0; i < STEP_BYTES; i++) {
            s.bytes[i] = input_byte(&in);
        }
        s.who = (s.bytes[0] & 3u) % MODEL_PROCESSES;
        do_step(&s);
        machine_turn();
        fake_board_forget();
        for (uint32_t i = 0; i < MODEL_PROCESSES; i++) {
            if (model.processes[i].state == MODEL_DEAD && process(i)->start_pending) {
                begin(i);
            }
            check_process(i);
        }
        check_sleepers();
        if (model.processes[s.who].state != MODEL_DEAD) {
            check_reach(s.who);
        }
    }
    return 0;
}
