# SPDX-License-Identifier: Apache-2.0 OR MIT
RAW := 1
STACK := 1536
HEAP := 0
COMPILE := -mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=softfp -ffp-contract=off
