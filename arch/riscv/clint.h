/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The CLINT: a counter that all harts share, and for each of them a value to compare it with.
 * Source: SiFive FU540-C000 manual, chapter 9; RISC-V ACLINT specification 1.0, chapter 2. */
#ifndef ARCH_RISCV_CLINT_H
#define ARCH_RISCV_CLINT_H

#include "kernel/registers.h"

#ifndef CLINT_BASE
#error "board.mk has to set CLINT_BASE: where the machine's timer is"
#endif

REGISTER_RW(clint_mtimecmp);
REGISTER_RO(clint_mtime);

struct clint_mtimecmp_pair {
    struct clint_mtimecmp low;
    struct clint_mtimecmp high;
};
struct clint_mtime_pair {
    struct clint_mtime low;
    struct clint_mtime high;
};

#define CLINT_MTIMECMP ((struct clint_mtimecmp_pair *)(CLINT_BASE + 0x4000)) /* of hart 0 */
#define CLINT_MTIME ((const struct clint_mtime_pair *)(CLINT_BASE + 0xBFF8))

#endif
