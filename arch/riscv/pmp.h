/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How we use the sixteen entries of the RISC-V protection unit (PMP), as plain constants, so that the
 * pure code and the tests of it run on the host.
 * Source: RISC-V Privileged Architecture 1.12, section 3.7.
 *
 * Of the entries that match an address the lowest counts. An entry that is locked holds for machine
 * mode too, which may otherwise do everything; user mode may do what an entry permits, and no more.
 *
 *   0       the guard page: nobody, nothing      NAPOT, locked
 *   1       the end of the kernel's stack        NAPOT, locked
 *   2, 3    flash of the process                 read, execute, from the one address to the other (TOR)
 *   4, 5    its RAM up to accessible_end         read, write (TOR)
 *   6 to 13 four shares                          read, write (TOR each)
 *
 * A range whose end is not above its start matches nothing, so a share that there is not needs no
 * configuration of its own: a switch writes addresses, and only those that differ. */
#ifndef ARCH_RISCV_PMP_H
#define ARCH_RISCV_PMP_H

#include "mpu_types.h"

#include <stdint.h>

#define PMP_ENTRIES 16u
#define PMP_GUARD 0u
#define PMP_STACK_END 1u
#define PMP_FLASH 2u /* and the one behind it */
#define PMP_RAM 4u
#define PMP_FIRST_SHARE 6u

/* Configuration bytes (3.7.1, figure 3.30 and table 3.10). */
#define PMP_READ 0x01u
#define PMP_WRITE 0x02u
#define PMP_EXECUTE 0x04u
#define PMP_TOR 0x08u
#define PMP_NAPOT 0x18u
#define PMP_LOCKED 0x80u

#define PMP_GRAIN 4u /* bytes; what the registers' addresses are divided by */

/* Where a range begins and ends that matches nothing. Not 0: QEMU 7.2 takes a range that ends there
 * for one that ends where the addresses do (target/riscv/pmp.c, pmp_update_rule_addr). */
#define PMP_NOWHERE 1u

/* The configuration byte of entry `entry`: it depends on nothing else. */
/*@ assigns \nothing;
    ensures entry == PMP_GUARD || entry == PMP_STACK_END ==> \result == PMP_LOCKED + PMP_NAPOT;
    ensures entry == PMP_FLASH + 1 ==> \result == PMP_TOR + PMP_READ + PMP_EXECUTE;
    ensures entry == PMP_RAM + 1 || entry == PMP_FIRST_SHARE + 1 || entry == PMP_FIRST_SHARE + 3 ||
      entry == PMP_FIRST_SHARE + 5 || entry == PMP_FIRST_SHARE + 7 ==>
      \result == PMP_TOR + PMP_READ + PMP_WRITE;
    ensures \result != 0 ==> entry < 2 || (entry % 2 == 1 && entry < 14); */
uint32_t pmp_configuration(uint32_t entry);

/* The address register of a NAPOT entry over `bytes` bytes from `start` on.
 * pre: bytes is a power of two, at least 8; start is a multiple of it */
uint32_t pmp_napot(uint32_t start, uint32_t bytes);

#endif
