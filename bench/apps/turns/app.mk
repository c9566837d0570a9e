# SPDX-License-Identifier: Apache-2.0 OR MIT
# no stdio
STACK := 768
HEAP := 0
