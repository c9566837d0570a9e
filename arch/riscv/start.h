/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a chip and a board call on this architecture. */
#ifndef ARCH_RISCV_START_H
#define ARCH_RISCV_START_H

/* Lets traps come to us and programs be in user mode. Before anything else. */
void arch_start(void);

/* Switches the protection unit on: from now on an access to the guard page or beyond the end of the
 * stack faults, the kernel's too. Before any capsule runs. */
void arch_protect(void);

#endif
