/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The class is the low byte of a4, whatever the rest of it says (ABI 1.5). */
#include "../call_class.h"

void call_class(uint32_t class) {
    register uint32_t a4 __asm__("a4") = class | 0xABCDEF00;
    register uint32_t a0 __asm__("a0") = class;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(a4) : "a1", "a2", "a3", "memory");
}
