/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Looks for what others left in the floating-point unit: uses integers for a while, during which others
 * run, then the unit for the first time in its life, and begins a new life. */
#include "tests/qemu/raw/cortex-m/fpu.h"
#include "tests/qemu/raw/raw.h"

int raw_main(const struct start *start) {
    (void)start;
    struct fpu found;
    sleep_ms(20);
    spin_ms(15);
    fpu_store(&found);
    put(fpu_is_clear(&found) ? "fpu_look: clear\n" : "FAIL fpu_look: something was left\n");
    fpu_pattern(&found, 0xDEAD);
    fpu_load(&found);
    exit_restart(0);
    return 0;
}
