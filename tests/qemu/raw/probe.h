/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Every register around an instruction: probe_CLASS loads them from `in`, performs the system call,
 * and stores them to `out`. Upcalls may run in probe_0. */
#ifndef TESTS_QEMU_PROBE_H
#define TESTS_QEMU_PROBE_H

#include "registers.h"

/* Addresses of these are counted from the program counter, like all in a raw program. */
#pragma GCC visibility push(hidden)

typedef void probe_function(const struct registers *in, struct registers *out);

probe_function probe_0, probe_1, probe_2, probe_3, probe_4, probe_5, probe_6, probe_7;

/* The same as probe_2 and probe_5, with a stack pointer that is no multiple of 8. */
probe_function probe_2_odd, probe_5_odd;

/* No system call, but r[0] rounds of a loop in which the process may be interrupted. */
probe_function probe_loop;

/* The instruction after the one in probe_0. */
extern const uint8_t after_probe_0[];

#pragma GCC visibility pop

#endif
