/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes below its own memory, where on these boards the data of the kernel end. */
#include "tests/qemu/raw/raw.h"

int raw_main(const struct start *start) {
    put("trespasser: going\n");
    *(volatile uint32_t *)(start->arg1 - 4) = 0;
    put("trespasser: nobody stopped it\n");
    return 0;
}
