# SPDX-License-Identifier: Apache-2.0 OR MIT
SHORT_ID := 0x10661E
SLOTS := 2 12 13
