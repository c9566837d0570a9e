# SPDX-License-Identifier: Apache-2.0 OR MIT
HEAP := 512
