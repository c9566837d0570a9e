/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Keeps all registers of the floating-point unit full, with a pattern of its own (several of these can
 * be loaded together), and looks whether they stay so: while it runs and is preempted, calls the
 * kernel, sleeps, and is called. Says so once a second. */
#include "tests/qemu/raw/cortex-m/fpu.h"
#include "tests/qemu/raw/raw.h"

#define ALARM_SET_RELATIVE 5
#define ROUNDS 3u

struct state {
    struct fpu full;
    uint32_t upcalls;
};

static void fail(const char *what) {
    put("FAIL fpu_user: ");
    put(what);
    put("\n");
}

static void look(const struct state *s, uint32_t first, const char *when) {
    struct fpu now;
    fpu_store(&now);
    if (!fpu_same_from(&now, &s->full, first))
        fail(when);
}

/* Uses what a function may use: s0 to s15 and FPSCR. */
static void upcall(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata) {
    (void)arg0;
    (void)arg1;
    (void)arg2;
    struct state *s = appdata;
    struct fpu mine;
    fpu_store(&mine);
    if (!fpu_same_from(&mine, &s->full, FPU_CALLER_SAVED))
        fail("in an upcall");
    for (uint32_t i = 0; i < FPU_CALLER_SAVED; i++)
        mine.s[i] = ~mine.s[i];
    mine.fpscr ^= FPSCR_MASK;
    fpu_load(&mine);
    s->upcalls++;
}

/* No system call: the loop is interrupted in the midst. */
static void spin(uint32_t rounds) {
    for (volatile uint32_t i = 0; i < rounds; i++)
        continue;
}

static void one_round(struct state *s, uint32_t seed) {
    fpu_pattern(&s->full, seed);
    fpu_load(&s->full);
    spin(100000); /* two slices, or more */
    look(s, 0, "after a while");

    now_ticks();
    look(s, 0, "after a command");
    raw_yield_no_wait(NULL);
    look(s, 0, "after a yield with nothing to do");

    subscribe(DRIVER_ALARM, 0, NULL, NULL);
    sleep_ms(50);
    look(s, 0, "after Yield-WaitFor");

    subscribe(DRIVER_ALARM, 0, upcall, s);
    command(DRIVER_ALARM, ALARM_SET_RELATIVE, ms_to_ticks(50), 0);
    fpu_load(&s->full);
    raw_yield_wait();
    look(s, FPU_CALLER_SAVED, "after Yield with an upcall");
}

int raw_main(const struct start *start) {
    struct state s = {.upcalls = 0};
    for (uint32_t round = 0;; round++) {
        one_round(&s, start->arg1 + round);
        if (round % ROUNDS == 0)
            put_line("fpu_user: ", s.upcalls, " upcalls, still full\n");
    }
}
