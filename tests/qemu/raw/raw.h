/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What raw programs share: programs that are built on nothing but the ABI, in order to test it. They
 * use the instruction (user/lib/syscall.h), and nothing else of the app library.
 *
 * A test prints a line for each rule: `PASS rule`, or `FAIL rule: what was found`. The rule is named
 * by a literal in the call of a function check...(), where the tests in Python find it too. */
#ifndef TESTS_QEMU_RAW_H
#define TESTS_QEMU_RAW_H

#define RAW_STACK 1536

#ifndef __ASSEMBLER__

#include "registers.h"
#include "user/lib/syscall.h"

/* The program; what it returns is its completion code. */
int raw_main(const struct start *start);

/* ---- Output: each waits until it is out, with Yield-WaitFor, so no upcall runs meanwhile ---- */

void put(const char *text);
void put_hex(uint32_t value);
void put_decimal(uint32_t value);
/* In one write, so that nobody else's text comes between: up to 64 bytes. */
void put_line(const char *before, uint32_t value, const char *after);

/* ---- Rules ---- */

void check(const char *rule, bool holds);
void check_equal(const char *rule, uint32_t is, uint32_t expected);

/* The last line: `END of name`. */
void end_of(const char *name);

/* ---- Yields that run upcalls ---- */

void raw_yield_wait(void);
void raw_yield_no_wait(uint8_t *flag);

/* ---- Time ---- */

uint32_t now_ticks(void);
uint32_t ms_to_ticks(uint32_t ms);

/* Runs until so much time has passed: no system call that blocks. */
void spin_ms(uint32_t ms);

/* Sleeps so long with Yield-WaitFor. */
void sleep_ms(uint32_t ms);

#endif
#endif
