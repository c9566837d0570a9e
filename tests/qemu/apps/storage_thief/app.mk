# SPDX-License-Identifier: Apache-2.0 OR MIT
SHORT_ID := 0x7417EF
STACK := 2048
SLOTS := 2 12 13
