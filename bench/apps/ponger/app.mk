# SPDX-License-Identifier: Apache-2.0 OR MIT
# no stdio
STACK := 768
HEAP := 0
# A grant of IPC has slots for as many as a kernel has (forty, bench.mk).
KERNEL_HEAP := 2048
