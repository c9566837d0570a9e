/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a variable of the kernel, declared in a block */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(void) {
    extern uint32_t kernel_words[4];
    kernel_words[0] = 1;
}
