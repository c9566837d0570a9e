# SPDX-License-Identifier: Apache-2.0 OR MIT
STACK := 512
# it takes what there is
HEAP := 0
