# SPDX-License-Identifier: Apache-2.0 OR MIT
STACK := 512
HEAP := 0
