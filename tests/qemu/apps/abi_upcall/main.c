/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How an upcall begins, and what is left when it has ended. Source: ABI 1.4, "upcall entry". */
#include "tests/qemu/raw/probe.h"
#include "tests/qemu/raw/raw.h"

#define ALARM_SET_RELATIVE 5
#define SOME_FLAGS (0x50000000u & FLAGS)

/* What the upcall stores: upcall.S of the architecture, which knows where each member lies. */
struct found {
    struct registers registers; /* flags, too */
    uint32_t sp;
    uint32_t privilege; /* where it can be read: else what it ought to be */
    uint32_t times;
};
upcall_function store_what_is_found __attribute__((visibility("hidden")));

static void alarm_now(void) {
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, 0, 0);
}

static void alarm_in_ms(uint32_t ms) {
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(ms), 0);
}

static void fill(struct registers *in) {
    for (uint32_t i = 0; i < REGISTERS; i++)
        in->r[i] = 0xC0DE0000 + 0x111 * i;
    in->r[0] = YIELD_WAIT;
    in->flags = SOME_FLAGS;
}

static bool equal(const uint32_t *a, const uint32_t *b, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i <= last; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

static void check_entry(void) {
    struct registers in, out;
    struct found found = {.times = 0};
    fill(&in);
    subscribe(DRIVER_ALARM, 0, store_what_is_found, &found);
    uint32_t before = now_ticks();
    alarm_now();
    uint32_t after = now_ticks();
    probe_0(&in, &out);
    subscribe(DRIVER_ALARM, 0, NULL, NULL);

    check_equal("yield_wait_runs_one_upcall", found.times, 1);
    const uint32_t *r = found.registers.r;
    check("upcall_gets_its_arguments_in_the_first_three_registers",
          r[0] - before <= after - before && r[1] == r[0] && r[2] == 0);
    check_equal("upcall_gets_appdata_in_the_fourth", r[3], (uint32_t)(uintptr_t)&found);
    check("upcall_finds_the_others_as_they_were", equal(r, in.r, FIRST_KEPT, REGISTER_LR - 1));
    check_equal("upcall_returns_to_the_instruction_after_the_yield", r[REGISTER_LR],
                (uint32_t)(uintptr_t)after_probe_0 | CODE_BIT);
    check_equal("upcall_finds_the_flags_of_the_yield", found.registers.flags & FLAGS, SOME_FLAGS);
    check_equal("upcall_is_unprivileged", found.privilege, UNPRIVILEGED);
    check("yield_returns_where_the_upcall_left_off", equal(out.r, in.r, FIRST_SAVED, LAST_SAVED) &&
                                                         out.r[SCRATCH] == 0xFFFFFFFF &&
                                                         out.sp_moved == 0);
}

/* The stack pointer, seen from outside: the probe keeps it in a place that we know. */
static void check_stack(void) {
    struct registers in, out;
    struct found first = {.times = 0}, second = {.times = 0};
    fill(&in);
    subscribe(DRIVER_ALARM, 0, store_what_is_found, &first);
    alarm_now();
    probe_0(&in, &out);
    subscribe(DRIVER_ALARM, 0, store_what_is_found, &second);
    alarm_in_ms(3);
    probe_0(&in, &out);
    subscribe(DRIVER_ALARM, 0, NULL, NULL);

    uint32_t *sp = (uint32_t *)(uintptr_t)first.sp;
    check("upcall_sp_is_that_of_the_yield", *sp == first.sp); /* probe.S put it there */
    check_equal("upcall_that_was_waited_for_has_the_same_sp", second.sp, first.sp);
    check_equal("upcall_that_was_waited_for_has_the_same_lr", second.registers.r[REGISTER_LR],
                first.registers.r[REGISTER_LR]);
}

/* ---- Nesting ---- */

#define DEPTH 4

struct nest {
    uint32_t depth;
    uint32_t sp[DEPTH];
    uint32_t order[2 * DEPTH];
    uint32_t events;
};

static void nested(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg0;
    (void)arg1;
    (void)arg2;
    struct nest *nest = appdata;
    uint32_t level = nest->depth++;
    nest->sp[level] = (uint32_t)(uintptr_t)__builtin_frame_address(0);
    nest->order[nest->events++] = level;
    if (level + 1 < DEPTH) {
        alarm_in_ms(level); /* the first one at once, the others after a while */
        raw_yield_wait();
    }
    nest->order[nest->events++] = level;
}

static void check_nesting(void) {
    struct nest nest = {.depth = 0, .events = 0};
    subscribe(DRIVER_ALARM, 0, nested, &nest);
    alarm_now();
    raw_yield_wait();
    subscribe(DRIVER_ALARM, 0, NULL, NULL);

    check_equal("a_yield_in_an_upcall_runs_the_next_upcall", nest.depth, DEPTH);
    bool deeper = true, in_order = nest.events == 2 * DEPTH;
    for (uint32_t i = 1; i < DEPTH; i++)
        deeper = deeper && nest.sp[i] < nest.sp[i - 1];
    for (uint32_t i = 0; i < DEPTH; i++)
        in_order = in_order && nest.order[i] == i && nest.order[2 * DEPTH - 1 - i] == i;
    check("nested_upcalls_each_have_a_frame_of_their_own", deeper);
    check("nested_upcalls_end_in_the_opposite_order", in_order);
}

static void check_when(void) {
    struct found found = {.times = 0};
    uint8_t flag = 0xFF;
    subscribe(DRIVER_ALARM, 0, store_what_is_found, &found);
    alarm_in_ms(1);
    spin_ms(5);
    check_equal("no_upcall_runs_outside_a_yield", found.times, 0);
    raw_yield_no_wait(&flag);
    check("it_runs_at_the_next_yield", found.times == 1 && flag == 1);
    subscribe(DRIVER_ALARM, 0, NULL, NULL);
}

int raw_main(const struct start *start) {
    (void)start;
    check_entry();
    check_stack();
    check_nesting();
    check_when();
    end_of("abi_upcall");
    return 0;
}
