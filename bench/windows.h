/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The windows whose instructions are counted (bench/count.c). bench/figures.py reads the names and
 * numbers here, and says what is made of each. */
#ifndef BENCH_WINDOWS_H
#define BENCH_WINDOWS_H

#ifndef __ASSEMBLER__
#include "machine.h"
#endif

#define WINDOW_NULL_COMMAND 0
#define WINDOW_NO_SUCH_DRIVER 1
#define WINDOW_LED_COMMAND 2
#define WINDOW_MEMOP 3
#define WINDOW_YIELD_NO_WAIT 4
#define WINDOW_SUBSCRIBE 5
#define WINDOW_ALLOW_RO 6
#define WINDOW_ALLOW_RW 7
#define WINDOW_CONSOLE_WRITE_1 8
#define WINDOW_CONSOLE_WRITE_64 9
#define WINDOW_CONSOLE_WRITE_1024 10
#define WINDOW_ALARM_UPCALL 11
#define WINDOW_IPC_ROUND_TRIP 12
#define WINDOW_SWITCH_TO_INTERRUPTED 13
#define WINDOW_SWITCH_TO_WAITING 14
/* These begin and end where the kernel does something: bench/figures.py says where. */
#define WINDOW_PREEMPTION 15
#define WINDOW_INTERRUPT_TO_CAPSULE 16
#define WINDOW_INTERRUPT_TO_UPCALL 17
#define WINDOW_BOOT 18
#define WINDOW_INTERRUPT 19
#define WINDOW_WAKE_UP 20
/* In one of many processes. */
#define WINDOW_SET_ALARM 21
/* A slice of a verification. */
#define WINDOW_SIGNATURE 22
/* With so many queued. */
#define WINDOW_QUEUED_UPCALL 23
/* Of a driver whose grant is not there yet. */
#define WINDOW_FIRST_SUBSCRIBE 24
/* From an interrupt to where the kernel looks after those that came. */
#define WINDOW_INTERRUPT_TO_KERNEL 25

#define WINDOW_BEGINS(name) MARK(2 * WINDOW_##name)
#define WINDOW_ENDS(name) MARK(2 * WINDOW_##name + 1)

/* How often each is done: what an interrupt falls into is longer, and shows as an exception. */
#define TIMES 16

#endif
