/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: inline assembly with operands */
/* expect: CC07 */
#include "tests/hostile/capsules/device.h"

static uint32_t stack_pointer(void) {
    uint32_t value;
    __asm__ volatile("mov %0, sp" : "=r"(value));
    return value;
}
