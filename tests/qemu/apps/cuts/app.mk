# SPDX-License-Identifier: Apache-2.0 OR MIT
SHORT_ID := 0xC075
STACK := 3072
