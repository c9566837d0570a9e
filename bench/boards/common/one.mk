# SPDX-License-Identifier: Apache-2.0 OR MIT
# As little as one isolated process needs: for comparing sizes (docs/performance.md). Part of a board.mk,
# behind that of the board itself.

STACK_NESTING :=
SCHEDULER := cooperative
FAULT_POLICY := STOP
CAPSULE_POLICY := PANIC
PANIC_TEXT := no
LOADER := one
IPC := no
OPTIMISE := size
