/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Free-running time out of SysTick: 24 bits that count down, without interrupt. Every reading adds
 * what has passed since the last one, so that wraps are counted as long as somebody reads in each
 * period. Source: DDI0403E B3.3. */
#include "arch/cortex-m/start.h"
#include "arch_inline.h"
#include "kernel/boot.h"

static uint32_t last;   /* what the counter read then ... */
static uint64_t cycles; /* ... and how many cycles had passed */

BOOT_ONLY void arch_time_start(void) {
    scs_syst_rvr_write(&SCS_SYSTICK->rvr, scs_syst_rvr_bits((ARCH_TIME_PERIOD_CYCLES - 1u)));
    scs_syst_cvr_write(&SCS_SYSTICK->cvr, scs_syst_cvr_bits(0));
    struct scs_syst_csr_value csr = scs_syst_csr_bits(0);
    csr = scs_syst_csr_with_CLKSOURCE(csr, ARCH_TIME_CLKSOURCE);
    csr = scs_syst_csr_with_ENABLE(csr, 1);
    scs_syst_csr_write(&SCS_SYSTICK->csr, csr);
    last = arch_time_counter();
}

uint64_t arch_time_cycles(void) {
    uint32_t now = arch_time_counter();
    cycles += arch_time_between(last, now);
    last = now;
    return cycles;
}
