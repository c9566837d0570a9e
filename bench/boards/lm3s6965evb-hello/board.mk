# SPDX-License-Identifier: Apache-2.0 OR MIT
# The LM3S6965EVB with as little as one isolated process needs that prints: for comparing sizes
# (docs/performance.md).

include boards/lm3s6965evb/board.mk

BOARD_FOLDER := bench/boards/lm3s6965evb-hello
KERNEL_CONFIG := -DPROCESS_SLOTS=1 -DCPU_CYCLES_PER_US=50
STACK_NESTING :=
SCHEDULER := cooperative
FAULT_POLICY := STOP
CAPSULE_POLICY := PANIC
PANIC_TEXT := no
