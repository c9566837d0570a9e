/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the stack pointer as a variable */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

register uint32_t stack_pointer __asm__("sp");

static uint32_t where(void) {
    return stack_pointer;
}
