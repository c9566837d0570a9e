/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The platform-level interrupt controller, as hart 0 in machine mode sees it (its context 0).
 * Source: RISC-V PLIC specification 1.0, chapter 3. */
#ifndef ARCH_RISCV_PLIC_H
#define ARCH_RISCV_PLIC_H

#include "arch_types.h"
#include "kernel/registers.h"

#ifndef PLIC_BASE
#error "board.mk has to set PLIC_BASE: where the interrupt controller is"
#endif

REGISTER_RW(plic_priority);
REGISTER_RW(plic_bits);
REGISTER_RW(plic_threshold);
REGISTER_RW(plic_claim); /* read: claim; write: complete */

struct plic_priorities {
    struct plic_priority lines[ARCH_PLIC_LINES];
};
struct plic_enable {
    struct plic_bits words[ARCH_PLIC_LINES / 32];
};
struct plic_hart {
    struct plic_threshold threshold;
    struct plic_claim claim;
};

#define PLIC_PRIORITY ((struct plic_priorities *)PLIC_BASE)
#define PLIC_ENABLE ((struct plic_enable *)(PLIC_BASE + 0x2000))
#define PLIC_HART ((struct plic_hart *)(PLIC_BASE + 0x200000))

#endif
