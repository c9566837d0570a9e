# SPDX-License-Identifier: Apache-2.0 OR MIT
# The LM3S6965EVB with a kernel that has no processes, and a capsule that blinks: for comparing sizes
# (docs/performance.md).

include boards/lm3s6965evb/board.mk

BOARD_FOLDER := bench/boards/lm3s6965evb-blink
CAPSULES := bench/boards/lm3s6965evb-blink/capsules
PROCESSES := no
KERNEL_CONFIG := -DPROCESS_SLOTS=1 -DCPU_CYCLES_PER_US=50
# The vectors fill it; what lies behind need not wait for a larger page to end.
GUARD_BYTES := 256
STACK_NESTING :=
CAPSULE_POLICY := PANIC
PANIC_TEXT := no
