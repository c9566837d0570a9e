/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where registers stand in struct arch_context, by the names of the calling convention. */
#ifndef ARCH_RISCV_CONTEXT_H
#define ARCH_RISCV_CONTEXT_H

enum context_register {
    CONTEXT_RA = 0, /* x1 */
    CONTEXT_SP = 1,
    CONTEXT_A0 = 9, /* x10 */
};

#endif
