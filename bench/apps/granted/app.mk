# SPDX-License-Identifier: Apache-2.0 OR MIT
RAW := 1
STACK := 1536
HEAP := 0
KERNEL_HEAP := 512
