# SPDX-License-Identifier: Apache-2.0 OR MIT
STACK := 512
HEAP := 0
# wherever a test wants it
SLOTS :=
