/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the kernel owes a program that uses the floating-point unit. Loaded together with others that
 * use it. Source: ABI 1.2, 1.4; DDI0403E B1.5.7. */
#include "tests/qemu/raw/cortex-m/fpu.h"
#include "tests/qemu/raw/raw.h"

#define ALARM_SET_RELATIVE 5
#define NOBODY 0x7777u

static struct fpu full_of(uint32_t seed) {
    struct fpu f;
    fpu_pattern(&f, seed);
    return f;
}

/* The unit is as `f` from register `first` on. */
static bool is_from(const struct fpu *f, uint32_t first) {
    struct fpu now;
    fpu_store(&now);
    return fpu_same_from(&now, f, first);
}

static void check_first_use(void) {
    struct fpu found;
    fpu_store(&found);
    check("a_fresh_program_finds_zeros_in_the_unit", fpu_is_clear(&found));
}

static void check_calls(void) {
    const struct fpu f = full_of(1);
    fpu_load(&f);
    command(DRIVER_CONSOLE, 0, 0, 0);
    bool command_keeps = is_from(&f, 0);
    command(NOBODY, 0, 0, 0);
    bool failure_keeps = is_from(&f, 0);
    memop(MEMOP_RAM_START, 0);
    bool memop_keeps = is_from(&f, 0);
    allow_ro(DRIVER_CONSOLE, 2, &f, sizeof f);
    allow_ro(DRIVER_CONSOLE, 2, NULL, 0);
    bool allow_keeps = is_from(&f, 0);
    uint8_t flag;
    raw_yield_no_wait(&flag);
    bool yield_keeps = is_from(&f, 0);
    check("a_command_keeps_the_unit", command_keeps);
    check("a_command_to_nobody_keeps_the_unit", failure_keeps);
    check("a_memop_keeps_the_unit", memop_keeps);
    check("an_allow_keeps_the_unit", allow_keeps);
    check("yield_no_wait_with_nothing_queued_keeps_the_unit", yield_keeps);
}

static void check_blocking(void) {
    const struct fpu f = full_of(2);
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(60), 0);
    fpu_load(&f);
    yield_wait_for(DRIVER_ALARM, 0);
    check("yield_wait_for_keeps_the_unit_while_others_use_it", is_from(&f, 0));

    command(DRIVER_ALARM, ALARM_SET_RELATIVE, 0, 0);
    spin_ms(5);
    fpu_load(&f);
    yield_wait_for(DRIVER_ALARM, 0);
    check("yield_wait_for_what_is_queued_keeps_the_unit", is_from(&f, 0));
}

/* What is checked inside an upcall, and depth of yields in it. */
struct nested {
    const struct fpu *outer;
    uint32_t depth;
    bool kept;
};

static void nested_upcall(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg0;
    (void)arg1;
    (void)arg2;
    struct nested *n = appdata;
    n->kept &= is_from(n->outer, FPU_CALLER_SAVED);
    if (n->depth == 0)
        return;
    n->depth--;
    struct fpu mine = full_of(100 + n->depth);
    const struct fpu *outer = n->outer;
    n->outer = &mine;
    fpu_load(&mine);
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(15), 0);
    raw_yield_wait();
    n->kept &= is_from(&mine, FPU_CALLER_SAVED);
    n->outer = outer;
    fpu_load(outer); /* what the ABI of procedure calls has us keep */
}

static void check_upcalls(void) {
    const struct fpu f = full_of(3);
    struct nested n = {&f, 0, true};
    subscribe(DRIVER_ALARM, 0, nested_upcall, &n);
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(15), 0);
    fpu_load(&f);
    raw_yield_wait();
    check("an_upcall_finds_what_was_there_when_its_program_yielded", n.kept);
    check("a_program_finds_the_unit_as_an_upcall_left_it", is_from(&f, 0));

    n.depth = 4;
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(15), 0);
    fpu_load(&f);
    raw_yield_wait();
    check("upcalls_in_upcalls_each_have_the_unit_for_themselves",
          n.kept && n.depth == 0 && is_from(&f, FPU_CALLER_SAVED));
    subscribe(DRIVER_ALARM, 0, NULL, NULL);
}

/* Long enough for every other program to have used the unit in between, many times. */
static void check_preemption(void) {
    const struct fpu f = full_of(4);
    fpu_load(&f);
    for (volatile uint32_t i = 0; i < 700000; i++)
        continue;
    check("a_preempted_program_finds_the_unit_as_it_was", is_from(&f, 0));
}

/* An extended frame on a stack pointer that is no multiple of 8: the CPU aligns it. */
static void check_alignment(void) {
    struct fpu f = full_of(5);
    struct fpu now;
    fpu_load(&f);
    __asm__ volatile("sub sp, #4\n\t"
                     "movs r0, %0\n\t"
                     "movw r1, #0x7777\n\t"
                     "svc %1\n\t"
                     "add sp, #4"
                     :
                     : "i"(SYSCALL_COMMAND), "i"(SYSCALL_COMMAND)
                     : "r0", "r1", "r2", "r3", "memory");
    fpu_store(&now);
    check("a_stack_that_is_no_multiple_of_8_is_no_matter", fpu_same_from(&now, &f, 0));
}

int raw_main(const struct start *start) {
    (void)start;
    check_first_use();
    check_calls();
    check_blocking();
    check_upcalls();
    check_preemption();
    check_alignment();
    end_of("fpu_rules");
    return 0;
}
