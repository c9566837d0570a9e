/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The registers of RISC-V, as the assembly in this folder leaves them. Other architectures have a
 * header of the same name, which programs find by the include path. */
#ifndef TESTS_QEMU_REGISTERS_H
#define TESTS_QEMU_REGISTERS_H

#include <stdint.h>

/* r[0] to r[3] carry arguments and results. */
#define REGISTERS 30 /* a0 to a7, t0 to t6, s0 to s11, gp, tp, ra */

struct registers {
    uint32_t r[REGISTERS];
    uint32_t flags;    /* there are none: always 0 */
    uint32_t sp_moved; /* by how much; of what a probe finds */
};

#define REGISTER_LR 29 /* ra */
#define FLAGS 0u

/* Around a yield in which an upcall runs (ABI 1.5): what the upcall finds as it was, from here to
 * before ra (a4 has the class); what it leaves as it was, as a function does; one that it may
 * destroy. */
#define FIRST_KEPT 5
#define FIRST_SAVED 15
#define LAST_SAVED 28
#define SCRATCH 14 /* t6 */

/* In the address of an instruction. */
#define CODE_BIT 0u
/* A program cannot read its mode, so whoever looks stores this. */
#define UNPRIVILEGED 0u

/* What a process starts with, as start.S found it. */
struct start {
    uint32_t others; /* all that are not named here, or-ed together */
    uint32_t arg0;
    uint32_t arg1;
    uint32_t arg2;
    uint32_t arg3;
    uint32_t ra;
    uint32_t sp;
};

#endif
