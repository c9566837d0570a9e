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

    bool halt_expected;
    bool halted;
    jmp_buf halt;
};
extern struct fake_board fake_board;

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
