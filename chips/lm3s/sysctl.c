/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* System control. Source: LM3S6965 data sheet, sections 6.2.4 and 6.4. */
#include "chips/lm3s/sysctl.h"

#include "kernel/boot.h"
#include "kernel/registers.h"

REGISTER_RO(sysctl_ris);
FIELD(sysctl_ris, PLLLRIS, 6, 1);
REGISTER_RW(sysctl_rcc);
FIELD(sysctl_rcc, MOSCDIS, 0, 1);
FIELD(sysctl_rcc, OSCSRC, 4, 2);
FIELD(sysctl_rcc, XTAL, 6, 4);
FIELD(sysctl_rcc, BYPASS, 11, 1);
FIELD(sysctl_rcc, PWRDN, 13, 1);
FIELD(sysctl_rcc, USESYSDIV, 22, 1);
FIELD(sysctl_rcc, SYSDIV, 23, 4);
REGISTER_RW(sysctl_rcgc0);
FIELD(sysctl_rcgc0, WDT, 3, 1);
REGISTER_RW(sysctl_rcgc1);
FIELD(sysctl_rcgc1, UART0, 0, 1);
FIELD(sysctl_rcgc1, TIMERS, 16, 4);
REGISTER_RW(sysctl_rcgc2);
FIELD(sysctl_rcgc2, PORTS, 0, 7);

struct sysctl {
    uint32_t before_ris[20];
    struct sysctl_ris ris;
    uint32_t before_rcc[3];
    struct sysctl_rcc rcc;
    uint32_t before_rcgc[39];
    struct sysctl_rcgc0 rcgc0;
    struct sysctl_rcgc1 rcgc1;
    struct sysctl_rcgc2 rcgc2;
};
REGISTER_AT(struct sysctl, ris, 0x050);
REGISTER_AT(struct sysctl, rcc, 0x060);
REGISTER_AT(struct sysctl, rcgc0, 0x100);
REGISTER_AT(struct sysctl, rcgc2, 0x108);

#define SYSCTL ((struct sysctl *)0x400FE000)

#define XTAL_8_MHZ 0xEu
#define OSCSRC_MAIN 0u
#define SYSDIV_4 3u
#define LOCK_POLLS_MAX 32768u /* data sheet 18.2.1: 0.5 ms */

BOOT_ONLY void lm3s_clock_start(void) {
    struct sysctl_rcc_value rcc = sysctl_rcc_read(&SYSCTL->rcc);
    rcc = sysctl_rcc_with_BYPASS(rcc, 1);
    rcc = sysctl_rcc_with_USESYSDIV(rcc, 0);
    sysctl_rcc_write(&SYSCTL->rcc, rcc);

    rcc = sysctl_rcc_with_MOSCDIS(rcc, 0);
    rcc = sysctl_rcc_with_XTAL(rcc, XTAL_8_MHZ);
    rcc = sysctl_rcc_with_OSCSRC(rcc, OSCSRC_MAIN);
    rcc = sysctl_rcc_with_PWRDN(rcc, 0);
    sysctl_rcc_write(&SYSCTL->rcc, rcc);

    rcc = sysctl_rcc_with_SYSDIV(rcc, SYSDIV_4);
    rcc = sysctl_rcc_with_USESYSDIV(rcc, 1);
    sysctl_rcc_write(&SYSCTL->rcc, rcc);

    for (uint32_t i = 0; i < LOCK_POLLS_MAX; i++) {
        if (sysctl_ris_get_PLLLRIS(sysctl_ris_read(&SYSCTL->ris)) != 0) {
            break;
        }
    }
    sysctl_rcc_write(&SYSCTL->rcc, sysctl_rcc_with_BYPASS(rcc, 0));
}

BOOT_ONLY void lm3s_clock_devices(void) {
    struct sysctl_rcgc0_value rcgc0 = sysctl_rcgc0_read(&SYSCTL->rcgc0);
    sysctl_rcgc0_write(&SYSCTL->rcgc0, sysctl_rcgc0_with_WDT(rcgc0, 1));
    struct sysctl_rcgc1_value rcgc1 = sysctl_rcgc1_read(&SYSCTL->rcgc1);
    rcgc1 = sysctl_rcgc1_with_UART0(rcgc1, 1);
    rcgc1 = sysctl_rcgc1_with_TIMERS(rcgc1, 0xF);
    sysctl_rcgc1_write(&SYSCTL->rcgc1, rcgc1);
    sysctl_rcgc2_write(&SYSCTL->rcgc2, sysctl_rcgc2_with_PORTS(sysctl_rcgc2_bits(0), 0x7F));
    /* A device may be touched three cycles after its clock has come on (6.2.4.4). */
    (void)sysctl_rcgc2_read(&SYSCTL->rcgc2);
}
