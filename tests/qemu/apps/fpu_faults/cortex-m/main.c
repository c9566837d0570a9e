/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Every way to die (faults), with all registers of the floating-point unit full: each exception finds
 * an extended frame to push, and something that is still to be saved. */
#include "tests/qemu/raw/cortex-m/fpu.h"
#include "tests/qemu/raw/raw.h"

int die_in_the_usual_ways(const struct start *start);
#define raw_main die_in_the_usual_ways
#include "tests/qemu/apps/faults/main.c"
#undef raw_main

int raw_main(const struct start *start) {
    struct fpu f;
    fpu_store(&f);
    if (!fpu_is_clear(&f))
        put("FAIL fpu_faults: something was left\n");
    fpu_pattern(&f, 0xFA117);
    fpu_load(&f);
    return die_in_the_usual_ways(start);
}
