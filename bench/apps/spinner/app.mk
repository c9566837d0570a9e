# SPDX-License-Identifier: Apache-2.0 OR MIT
RAW := 1
START := 1
MOVABLE := 1
STACK := 256
HEAP := 0
KERNEL_HEAP := 128
