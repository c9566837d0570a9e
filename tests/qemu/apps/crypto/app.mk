# SPDX-License-Identifier: Apache-2.0 OR MIT
# What the kernel keeps of an open code is 400 bytes.
KERNEL_HEAP := 2048
