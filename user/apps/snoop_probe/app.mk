# SPDX-License-Identifier: Apache-2.0 OR MIT
STACK := 512
HEAP := 0
# more than its grants take, so that there is a gap below them to look into
KERNEL_HEAP := 640
