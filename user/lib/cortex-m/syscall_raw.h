/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The instruction on Cortex-M: the class is part of it. Source: ABI 1.4. */
#ifndef USER_SYSCALL_RAW_H
#define USER_SYSCALL_RAW_H

#include <stdint.h>

__attribute__((always_inline)) static inline struct syscall_return syscall_raw(
    const uint32_t class, uint32_t arg0, uint32_t arg1, uint32_t arg2, uint32_t arg3) {
    register uint32_t r0 __asm__("r0") = arg0;
    register uint32_t r1 __asm__("r1") = arg1;
    register uint32_t r2 __asm__("r2") = arg2;
    register uint32_t r3 __asm__("r3") = arg3;
    __asm__ volatile("svc %[class]"
                     : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3)
                     : [class] "i"(class)
                     : "memory");
    return (struct syscall_return){r0, {r1, r2, r3}};
}

#endif
