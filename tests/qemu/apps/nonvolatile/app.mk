# SPDX-License-Identifier: Apache-2.0 OR MIT
SHORT_ID := 0x4E5631
STACK := 2048
