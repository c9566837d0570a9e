/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The windows whose instructions are counted; see tests/qemu/count.c and test_figures.py. */
#ifndef TESTS_QEMU_COST_WINDOWS_H
#define TESTS_QEMU_COST_WINDOWS_H

#include "machine.h"

#define WINDOW_NULL_COMMAND 0
#define WINDOW_YIELD_NO_WAIT 1
#define WINDOW_SWITCH_TO_INTERRUPTED 2
#define WINDOW_SWITCH_TO_WAITING 3
#define WINDOW_NO_SUCH_DRIVER 4

#define WINDOW_BEGINS(name) MARK(2 * WINDOW_##name)
#define WINDOW_ENDS(name) MARK(2 * WINDOW_##name + 1)

/* The two meet at multiples of this. */
#define ROUND_MS 20

#endif
