/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Never yields and calls nothing: whenever the kernel runs, something interrupted it. */
#include "tests/qemu/raw/raw.h"

int raw_main(const struct start *start) {
    (void)start;
    for (;;)
        __asm__ volatile("");
}
