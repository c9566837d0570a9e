/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the RISC-V protection unit (PMP) is given for one process: addresses alone, as the registers
 * hold them, divided by four. Which entry is about what, and what it permits, is the same for all
 * processes and never changes (pmp.h). */
#ifndef ARCH_RISCV_MPU_TYPES_H
#define ARCH_RISCV_MPU_TYPES_H

#include <stdint.h>

/* Blocks begin and end at multiples of four bytes, the end at one of eight, and what a process reaches
 * of its block ends at a multiple of four (arch/mpu.h). */
/*@ predicate mpu_block(integer start, integer end) =
      0 <= start < end <= 0xFFFFFFF8 && start % 4 == 0 && end % 8 == 0;
    logic integer mpu_reach(integer start, integer end, integer app_break) =
      (app_break + 3) / 4 * 4; */

/* pmpaddr2 to pmpaddr5 */
struct mpu_regions {
    uint32_t flash_start;
    uint32_t flash_end;
    uint32_t ram_start;
    uint32_t ram_end;
};

/* A pair of registers from pmpaddr6 on; nothing: both PMP_NOWHERE. */
struct mpu_share {
    uint32_t start;
    uint32_t end;
};
#define MPU_SHARES 4

#endif
