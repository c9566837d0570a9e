# SPDX-License-Identifier: Apache-2.0 OR MIT
PERMISSIONS := 1:0 1:1 0x10001:0 0x10001:6
