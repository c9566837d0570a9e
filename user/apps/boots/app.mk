# SPDX-License-Identifier: Apache-2.0 OR MIT
# Whose the number is.
SHORT_ID := 0xB0075
