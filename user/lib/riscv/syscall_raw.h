/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The instruction on RISC-V: the class goes in a4. The kernel keeps every register that is not part
 * of the result, so nothing else is clobbered. Source: ABI 1.5. */
#ifndef USER_SYSCALL_RAW_H
#define USER_SYSCALL_RAW_H

#include <stdint.h>

__attribute__((always_inline)) static inline struct syscall_return syscall_raw(
    const uint32_t class, uint32_t arg0, uint32_t arg1, uint32_t arg2, uint32_t arg3) {
    register uint32_t a0 __asm__("a0") = arg0;
    register uint32_t a1 __asm__("a1") = arg1;
    register uint32_t a2 __asm__("a2") = arg2;
    register uint32_t a3 __asm__("a3") = arg3;
    register uint32_t a4 __asm__("a4") = class;
    __asm__ volatile("ecall" : "+r"(a0), "+r"(a1), "+r"(a2), "+r"(a3) : "r"(a4) : "memory");
    return (struct syscall_return){a0, {a1, a2, a3}};
}

#endif
