# SPDX-License-Identifier: Apache-2.0 OR MIT
SHORT_ID := 0xF100D
