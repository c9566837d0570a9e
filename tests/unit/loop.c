/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/loop.h"

#include "kernel/capability_mint.h"
#include "kernel/main_loop.h"
#include "kernel/scheduler.h"
#include "kernel/upcall.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

struct loop loop;

static jmp_buf out;
static unsigned entries_left;
static size_t traced;
static uint32_t starts_seen; /* of the slice timer */
static uint32_t deadline;    /* when it fires */

static void note(char what) {
    assert_in_range(traced, 0, sizeof loop.trace - 2);
    loop.trace[traced++] = what;
    loop.trace[traced] = 0;
}

static void look_at_timer(void) {
    if (fake_board.slice_starts != starts_seen) {
        starts_seen = fake_board.slice_starts;
        deadline = fake_arch.time + fake_board.slice_cycles;
    }
}

/* Lets the process work. Returns false if the slice timer fired before it was done. */
static bool work(struct loop_process *l, uint32_t cycles) {
    look_at_timer();
    if (fake_board.slice_running && deadline - fake_arch.time <= cycles) {
        l->left = cycles - (deadline - fake_arch.time);
        fake_arch.time = deadline;
        fake_board.slice_running = false;
        fake_arch_mark(LOOP_LINE_SLICE);
        return false;
    }
    fake_arch.time += cycles;
    l->left = 0;
    return true;
}

static void behave(struct process *p, struct loop_process *l) {
    if (l->habit == LOOP_SPINS) {
        if (work(l, 1000 * LOOP_MS)) {
            note('!'); /* nothing would ever stop it */
            longjmp(out, 1);
        }
        return;
    }
    if (!work(l, l->left != 0 ? l->left : l->cycles)) {
        return;
    }
    if (l->habit == LOOP_YIELDS) {
        yield_wait(p);
    } else if (l->habit == LOOP_EXITS) {
        call(p, SYSCALL_EXIT, EXIT_TERMINATE, 0, 0, 0);
    } else {
        fake_arch_mark(LOOP_LINE_TEST);
    }
}

static void run(struct process *p) {
    uint32_t slot = process_id_slot(p->id);
    assert_int_equal(p->state, PROCESS_RUNNING);
    assert_false(p->stopped);
    assert_memory_equal(&fake_arch.regions, &p->regions, sizeof p->regions);
    if (entries_left == 0) {
        longjmp(out, 1);
    }
    entries_left--;
    note((char)('0' + slot));
    if (loop.entered != NULL) {
        loop.entered(p);
    }
    if (kernel.interrupts == 0 && p->state == PROCESS_RUNNING) {
        behave(p, &loop.processes[slot]);
    }
}

static void sleep(void) {
    note('z');
    if (loop.sleep == NULL) {
        longjmp(out, 1);
    }
    loop.sleep();
}

static void interrupt(unsigned line) {
    if (line == LOOP_LINE_SLICE) {
        slice_timer_fired();
    } else if (loop.disturbance != NULL) {
        loop.disturbance();
    }
}

void loop_change(uint32_t slot, enum loop_habit habit, uint32_t cycles) {
    loop.processes[slot] = (struct loop_process){.habit = habit, .cycles = cycles};
}

void loop_boot(uint32_t count, enum loop_habit habit, uint32_t cycles) {
    for (uint32_t i = 0; i < count; i++) {
        machine_add(RUNNING_APP("looped"));
        loop_change(i, habit, cycles);
    }
    assert_int_equal(machine_boot(), count);
}

const char *loop_run(unsigned entries) {
    fake_arch.run = run;
    fake_arch.sleep = sleep;
    fake_board.interrupt = interrupt;
    fake_board.line_count = 0;
    entries_left = entries;
    traced = 0;
    loop.trace[0] = 0;
    if (setjmp(out) == 0) {
        main_loop(CAPABILITY_MINT(main_loop_capability));
    }
    return loop.trace;
}

void loop_wake(uint32_t slot) {
    struct process *p = machine_process(slot);
    if (p->upcalls.count > 0) {
        return;
    }
    if (!process_has_grant(p, probe_handle.handle.driver)) {
        struct process *current = kernel.current;
        uint32_t saved[4];
        memcpy(saved, fake_frame(p)->r, sizeof saved);
        subscribe(p, PROBE, 0, function_of(p), 0);
        memcpy(fake_frame(p)->r, saved, sizeof saved);
        if (current != NULL) {
            machine_switch_to(current);
        }
    }
    assert_int_equal(upcall_schedule(probe_handle.handle, p->id, 0, 0, 0, 0), OK);
}
