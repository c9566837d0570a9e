# SPDX-License-Identifier: Apache-2.0 OR MIT
# for a grant of each of the capsules
KERNEL_HEAP := 2048
