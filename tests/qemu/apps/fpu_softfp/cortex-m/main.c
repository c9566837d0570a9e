/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The same as fpu_hard, with floating-point arguments where integers go (the ABI that is called softfp). */
#define NAME "fpu_softfp"
#include "tests/qemu/apps/fpu_hard/cortex-m/main.c"
