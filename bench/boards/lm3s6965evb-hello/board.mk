# SPDX-License-Identifier: Apache-2.0 OR MIT
# The LM3S6965EVB with one process that prints.

include boards/lm3s6965evb/board.mk

BOARD_FOLDER := bench/boards/lm3s6965evb-hello
VECTORS := $(BOARD_FOLDER)/vectors.c
KERNEL_CONFIG := -DPROCESS_SLOTS=1 -DCPU_CYCLES_PER_US=50 -DDRIVER_HASH_BITS=1

include bench/boards/common/one.mk
