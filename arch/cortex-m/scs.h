/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The System Control Space: SysTick, NVIC, system control block. The MPU's registers are in
 * arch/armv7m/mpu_registers.h. Source: DDI0403E B3. */
#ifndef ARCH_CORTEX_M_SCS_H
#define ARCH_CORTEX_M_SCS_H

#include "kernel/registers.h"

REGISTER_RW(scs_syst_csr);
FIELD(scs_syst_csr, ENABLE, 0, 1);
FIELD(scs_syst_csr, CLKSOURCE, 2, 1);
REGISTER_RW(scs_syst_rvr);
FIELD(scs_syst_rvr, RELOAD, 0, 24);
REGISTER_RW(scs_syst_cvr);
FIELD(scs_syst_cvr, CURRENT, 0, 24);

struct scs_systick {
    struct scs_syst_csr csr; /* 0xE000E010 */
    struct scs_syst_rvr rvr;
    struct scs_syst_cvr cvr;
};

REGISTER_RW(scs_nvic_lines);
REGISTER_RW(scs_nvic_priority);

/* A bit for each line; 0xE000E100 */
struct scs_nvic {
    struct scs_nvic_lines iser[16];
    uint32_t reserved[80];
    struct scs_nvic_lines icpr[16];
};
REGISTER_AT(struct scs_nvic, icpr, 0x180);

REGISTER_RW(scs_icsr);
REGISTER_RW(scs_vtor);
REGISTER_RW(scs_aircr);
FIELD(scs_aircr, SYSRESETREQ, 2, 1);
FIELD(scs_aircr, VECTKEY, 16, 16);
REGISTER_RW(scs_ccr);
FIELD(scs_ccr, STKALIGN, 9, 1);
REGISTER_RW(scs_shpr);
REGISTER_RW(scs_shcsr);
FIELD(scs_shcsr, PENDED, 12, 4); /* UsageFault, MemManage, BusFault, SVCall */
FIELD(scs_shcsr, MEMFAULTENA, 16, 1);
FIELD(scs_shcsr, BUSFAULTENA, 17, 1);
FIELD(scs_shcsr, USGFAULTENA, 18, 1);
FIELD(scs_shcsr, SECUREFAULTENA, 19, 1); /* this and the next: with the Security Extension */
FIELD(scs_shcsr, SECUREFAULTPENDED, 20, 1);
REGISTER_RW(scs_cfsr);
#define SCS_CFSR_MEMMANAGE 0x000000FFu /* its three parts, as masks: a fault is kept as a word */
#define SCS_CFSR_IACCVIOL 0x00000001u
#define SCS_CFSR_MMARVALID 0x00000080u
#define SCS_CFSR_BUSFAULT 0x0000FF00u
#define SCS_CFSR_BFARVALID 0x00008000u
#define SCS_CFSR_USAGE 0xFFFF0000u
REGISTER_RW(scs_hfsr);
REGISTER_RO(scs_mmfar);
REGISTER_RO(scs_bfar);
REGISTER_RW(scs_sfsr);

struct scs_block {
    uint32_t cpuid; /* 0xE000ED00 */
    struct scs_icsr icsr;
    struct scs_vtor vtor;
    struct scs_aircr aircr;
    uint32_t scr;
    struct scs_ccr ccr;
    struct scs_shpr shpr[3]; /* priorities of exceptions 4 to 15, a byte each */
    struct scs_shcsr shcsr;
    struct scs_cfsr cfsr;
    struct scs_hfsr hfsr;
    uint32_t dfsr;
    struct scs_mmfar mmfar;
    struct scs_bfar bfar;
};

#define SCS_SYSTICK ((struct scs_systick *)0xE000E010)
#define SCS_NVIC ((struct scs_nvic *)0xE000E100)
#define SCS_NVIC_IPR ((struct scs_nvic_priority *)0xE000E400)
#define SCS ((struct scs_block *)0xE000ED00)
#define SCS_SFSR ((struct scs_sfsr *)0xE000EDE4)

#endif
