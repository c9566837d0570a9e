/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the kernel calls of a board: a place for bytes, a slice timer, a fault policy, a halt. */
#ifndef TESTS_UNIT_FAKE_BOARD_H
#define TESTS_UNIT_FAKE_BOARD_H

#include "kernel/fault.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

struct fake_board {
    char console[65536]; /* what went through board_put_byte, a string */
    uint32_t console_length;

    uint32_t slice_starts;
    uint32_t slice_cycles; /* of the last start */
    bool slice_running;

    void (*interrupt)(unsigned line); /* what board_interrupt does more than record */
    unsigned lines[64];               /* the lines that board_interrupt was called for */
    unsigned line_count;

    uint32_t watch_us; /* of the last board_watch */

    bool halt_expected;
    bool halted;
    jmp_buf halt;
};
extern struct fake_board fake_board;

/* Three capsules, a.c, b.c and c.c, whose code takes up these bytes of layout_capsules_start. The lines
 * of b.c: from 10 on, from 12 on 8 bytes later, from 112 on another 4 bytes later. */
#define FAKE_A_END 16
#define FAKE_B_END 48
#define FAKE_C_END 64

/* The policy that the kernel sees as board_fault_policy. */
extern struct fault_policy fake_fault_policy;

/* Forgets what was written so far. */
void fake_board_forget(void);

/* Runs a statement that must end in board_halt. */
#define EXPECT_HALT(statement)              \
    do {                                    \
        fake_board.halt_expected = true;    \
        if (setjmp(fake_board.halt) == 0) { \
            statement;                      \
        }                                   \
        assert_true(fake_board.halted);     \
    } while (0)

#endif
