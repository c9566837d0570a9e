/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What snoop_probe tries with instructions of Cortex-M. */
#ifndef SNOOP_PROBE_MACHINE_H
#define SNOOP_PROBE_MACHINE_H

#include "syscall.h"

#define MACHINE_RETURN 0x4770 /* bx lr */
#define CONTROL_UNPRIVILEGED 1u

/* Where a function at this address is called. */
static inline uintptr_t machine_code(uint32_t address) {
    return address | 1;
}

/* Without privilege, writes to special registers are ignored and reads give 0 (DDI0403E B5.2.3). */
static inline bool machine_has_privilege(uint32_t which) {
    uint32_t value = 0;
    switch (which) {
    case 0: /* CONTROL says whether there is any */
        __asm__ volatile("msr control, %1; isb; mrs %0, control" : "=r"(value) : "r"(0) : "memory");
        return (value & CONTROL_UNPRIVILEGED) == 0;
    case 1:
        __asm__ volatile("msr basepri, %1; mrs %0, basepri" : "=r"(value) : "r"(0x20));
        return value != 0;
    case 2:
        __asm__ volatile("msr primask, %1; mrs %0, primask" : "=r"(value) : "r"(1));
        return value != 0;
    default: /* if this worked, the system call of the answer would fault */
        __asm__ volatile("cpsid i; mrs %0, primask" : "=r"(value));
        return value != 0;
    }
}

static inline void machine_undefined(void) {
    __asm__ volatile("udf #0");
}

static inline void machine_breakpoint(void) {
    __asm__ volatile("bkpt #0");
}

static inline void machine_overflow_stack(void) {
    __asm__ volatile("1: push {r0-r7}; b 1b");
}

/* A system call, whose frame the processor would push there. */
static inline void machine_call_on_stack(uint32_t address) {
    __asm__ volatile("mov r4, sp; mov sp, %0; movs r0, %1; movs r1, #0; svc %2; mov sp, r4"
                     :
                     : "r"(address & ~7u), "i"(MEMOP_RAM_START), "i"(SYSCALL_MEMOP)
                     : "r0", "r1", "r4", "memory");
}

#endif
