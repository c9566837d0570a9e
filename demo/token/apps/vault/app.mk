# SPDX-License-Identifier: Apache-2.0 OR MIT
SHORT_ID := 0x5AFE
STACK := 2048
KERNEL_HEAP := 1024
