/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The registers of Cortex-M, as the assembly in this folder leaves them. Other architectures have a
 * header of the same name, which programs find by the include path. */
#ifndef TESTS_QEMU_REGISTERS_H
#define TESTS_QEMU_REGISTERS_H

#include <stdint.h>

/* r[0] to r[3] carry arguments and results. */
#define REGISTERS 14 /* r0 to r12, lr */

struct registers {
    uint32_t r[REGISTERS];
    uint32_t flags;    /* N Z C V Q */
    uint32_t sp_moved; /* by how much; of what a probe finds */
};

#define REGISTER_LR 13
#define FLAGS 0xF8000000u

/* Around a yield in which an upcall runs (ABI 1.4): what the upcall finds as it was, from here to
 * before lr; what it leaves as it was, as a function does; one that it may destroy. */
#define FIRST_KEPT 4
#define FIRST_SAVED 4
#define LAST_SAVED 11
#define SCRATCH 12

/* In the address of an instruction. */
#define CODE_BIT 1u
/* CONTROL of a process: unprivileged, on the process stack. */
#define UNPRIVILEGED 3u

/* What a process starts with, as start.S found it. */
struct start {
    uint32_t others; /* r4 to r11, or-ed together */
    uint32_t arg0;
    uint32_t arg1;
    uint32_t arg2;
    uint32_t arg3;
    uint32_t lr;
    uint32_t sp;
    uint32_t control;
    uint32_t r12;
    uint32_t apsr;
};

#endif
