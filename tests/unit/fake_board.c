/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/fake_board.h"

#include "kernel/capsule_fault.h"
#include "kernel/main_loop.h"
#include "kernel/messages.h"
#include "kernel/panic.h"
#include "kernel/scheduler.h"
#include "tests/unit/unit.h"

struct fake_board fake_board;

struct fault_policy fake_fault_policy = {FAULT_POLICY_STOP, 0};
extern const struct fault_policy board_fault_policy __attribute__((alias("fake_fault_policy")));

void board_put_byte(uint8_t byte) {
    assert_true(fake_board.console_length + 1 < sizeof fake_board.console);
    fake_board.console[fake_board.console_length++] = (char)byte;
}

const uint8_t layout_capsules_start[FAKE_C_END];
const uint16_t layout_capsules[] = {3, FAKE_A_END, FAKE_B_END, FAKE_C_END};
extern const uint8_t capsule_lines[];
const uint8_t capsule_lines[] = {
    'a', '.', 'c', 0, 5, 0, 0, 0, 0, 3,  0x80,                         /* 3 */
    'b', '.', 'c', 0, 8, 0, 0, 0, 0, 10, 0x80, 0x47, 0x2F, 0x80 + 100, /* 10, 12, 112 */
    'c', '.', 'c', 0, 0, 0,                                            /* nobody knows */
};

void board_watch(uint32_t us) {
    fake_board.watch_us = us;
}

void fake_board_forget(void) {
    memset(fake_board.console, 0, fake_board.console_length);
    fake_board.console_length = 0;
}

_Noreturn void board_halt(void) {
    if (!fake_board.halt_expected) {
        fail_msg("the kernel panics:\n%s", fake_board.console);
    }
    fake_board.halted = true;
    longjmp(fake_board.halt, 1);
}

void board_interrupt(unsigned line) {
    assert_in_range(fake_board.line_count, 0, COUNT_OF(fake_board.lines) - 1);
    fake_board.lines[fake_board.line_count++] = line;
    if (fake_board.interrupt != NULL) {
        fake_board.interrupt(line);
    }
}

static void start(struct fake_board *self, uint32_t cycles) {
    self->slice_starts++;
    self->slice_cycles = cycles;
    self->slice_running = true;
}

static void stop(struct fake_board *self) {
    self->slice_running = false;
}

const struct slice_timer board_slice_timer =
    SLICE_TIMER(struct fake_board, start, stop, &fake_board);
